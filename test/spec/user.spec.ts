import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';

describe('profile', () => {
  it('tells who calls, whatever the scope', async () => {
    const { as } = await testPortal();
    expect((await as(2, [])('profile')).result).toEqual({
      ID: '2',
      ADMIN: false,
      NAME: 'Rita',
      LAST_NAME: 'Reader',
      PERSONAL_GENDER: 'F',
      TIME_ZONE: '',
    });
    expect((await as(1, [])('profile')).result).toMatchObject({ ID: '1', ADMIN: true });
  });

  it('of a disabled user is empty', async () => {
    const { as, store } = await testPortal();
    await store.write(({ query }) => query.updateTable('user').set({ active: 'N' }).execute());
    expect((await as(1)('profile')).result).toEqual([]);
  });
});

describe('user.current', () => {
  const brief = {
    ID: '3',
    ACTIVE: true,
    NAME: 'Mark',
    LAST_NAME: 'Manager',
    PERSONAL_GENDER: 'M',
    WORK_POSITION: 'Content',
    UF_DEPARTMENT: [1],
    USER_TYPE: 'employee',
  };
  const basic = { ...brief, EMAIL: 'manager@vitrine.example' };

  it.each([
    ['user_brief', brief],
    ['user_basic', basic],
    ['user', { ...basic, DATE_REGISTER: expect.stringMatching(/^2023-11-14T/) }],
  ])('by %s', async (scope, person) => {
    const { as } = await testPortal();
    expect((await as(3, [scope])('user.current')).result).toEqual(person);
  });

  it('needs a scope', async () => {
    const { as } = await testPortal();
    expect(await as(3)('user.current')).toMatchObject({ error: 'insufficient_scope' });
  });
});

describe('user.get', () => {
  const ids = ({ result }: { result?: { ID: string }[] }) => result?.map(({ ID }) => ID);

  const all = ['1', '2', '3', '4', '5', '6', '7'];

  it.each([
    [{}, all],
    [{ ID: 2 }, ['2']],
    [{ FILTER: { ID: [3, 1] } }, ['1', '3']],
    [{ filter: { '=NAME': 'Rita' } }, ['2']],
    [{ filter: { ACTIVE: true } }, all],
    [{ filter: { ACTIVE: 'false' } }, []],
    [{ filter: { EMAIL: 'reader@vitrine.example', ID: 1 } }, []],
    [{ filter: { ID: [] } }, []],
    [{ filter: { passwordHash: 'x', PASSWORD: 'x', LOGIN: 'x' } }, all],
    [{ sort: 'LAST_NAME', order: 'desc' }, ['5', '2', '4', '3', '7', '6', '1']],
    [{ sort: 'passwordHash', order: 'x' }, all],
  ])('%j', async (params, expected) => {
    const { as } = await testPortal();
    const answer = await as(1, ['user'])('user.get', params);
    expect(ids(answer)).toEqual(expected);
    expect(answer.total).toBe(expected.length);
    expect(JSON.stringify(answer)).not.toContain('scrypt');
  });

  it('has pages of fifty', async () => {
    const { as, store } = await testPortal();
    await store.write(async ({ query }) => {
      for (let n = 0; n < 60; n++) {
        const person = { login: `u${n}`, name: `U${n}`, lastName: '', active: 'Y', admin: 'N' };
        await query
          .insertInto('user')
          .values(person as never)
          .execute();
      }
    });
    const first = await as(1, ['user'])('user.get');
    expect([first.result.length, first.total, first.next]).toEqual([50, 67, 50]);
    const second = await as(1, ['user'])('user.get', { start: 50 });
    expect([second.result.length, second.total, second.next]).toEqual([17, 67, undefined]);
  });
});

describe('user.admin, user.access and access.name', () => {
  it('tell what the caller is', async () => {
    const { as } = await testPortal();
    expect((await as(1)('user.admin')).result).toBe(true);
    expect((await as(2)('user.admin')).result).toBe(false);
    expect((await as(1)('user.access', { ACCESS: ['X9'] })).result).toBe(true);
    expect((await as(2)('user.access', { ACCESS: ['X9', 'U3'] })).result).toBe(false);
    expect((await as(2)('user.access', { access: 'U2' })).result).toBe(true);
    expect((await as(2)('user.access', { access: ['AU'] })).result).toBe(true);
    expect((await as(2)('user.access')).result).toBe(false);
  });

  it('access.name names what it knows', async () => {
    const { as } = await testPortal();
    expect(
      (await as(2)('access.name', { ACCESS: ['U1', 'AU', 'U99', 'X', '__proto__'] })).result,
    ).toEqual({
      U1: { provider: 'Users', name: 'Anna Admin', provider_id: 'user' },
      AU: { provider: '', name: 'All authorized users', provider_id: 'other' },
    });
    expect((await as(2)('access.name', { ACCESS: ['X'] })).result).toEqual([]);
    expect((await as(2)('access.name')).result).toBe(false);
    expect((await as(2)('access.name', { ACCESS: [] })).result).toBe(false);
  });
});
