import { describe, expect, it } from 'vitest';
import { type TestPortalOptions, testPortal } from '../portal.ts';

/** A portal, an app and its user 1, 2 and so on. */
async function withApp(options: TestPortalOptions & { scopes?: string } = {}) {
  const portal = await testPortal(options);
  const { app } = await portal.addApp({ scopes: options.scopes ?? 'catalog,user' });
  const by = async (userId = 1) =>
    portal.withToken((await portal.tokensOf(app.id, userId)).accessToken);
  return { ...portal, installed: app, by };
}

const denied = (reason: string) => ({
  status: 403,
  error: 'ACCESS_DENIED',
  error_description: `Access denied! ${reason}`,
});

describe('methods', () => {
  it('are those that the scopes open, those of one scope, or all', async () => {
    const { as } = await testPortal();
    const names = async (params: object, scopes?: string[]): Promise<string[]> =>
      (await as(1, scopes)('methods', params)).result;
    const own = await names({});
    expect(own).toEqual(expect.arrayContaining(['batch', 'methods', 'catalog.product.add']));
    expect(own).not.toContain('user.current');
    expect(await names({}, [])).toEqual(await names({ scope: '' }));
    expect(await names({ SCOPE: 'user' })).toEqual(['user.current', 'user.get']);
    const full = await names({ full: true });
    expect(full).toEqual(expect.arrayContaining([...own, 'user.current']));
    expect(full.filter((name) => name.startsWith('plain.'))).toEqual([]);
  });

  it('in profile live leave out the controllers', async () => {
    const { as } = await testPortal({ profile: 'live' });
    const { result } = await as(1)('methods', { full: 1 });
    expect(result).toContain('server.time');
    expect(result.filter((name: string) => name.startsWith('catalog.'))).toEqual([]);
  });
});

describe('method.get', () => {
  it.each([
    [{ name: 'catalog.product.get' }, true, true],
    [{ NAME: 'CATALOG.PRODUCT.GET' }, true, true],
    [{ name: 'user.current' }, true, false],
    [{ name: 'nothing.here' }, false, false],
    [{ name: 'plain.file.get' }, false, false],
    [{ name: ['x'] }, false, false],
    [{}, false, false],
  ])('%j', async (params, isExisting, isAvailable) => {
    const { as } = await testPortal({ profile: 'live' });
    expect((await as(1)('method.get', params)).result).toEqual({ isExisting, isAvailable });
  });
});

describe('scope', () => {
  it('is what the caller was given, or all there is', async () => {
    const { as } = await testPortal();
    expect((await as(1, ['user', 'catalog'])('scope')).result).toEqual(['catalog', 'user']);
    expect((await as(1, [])('scope')).result).toEqual([]);
    expect((await as(1)('scope', { FULL: 'Y' })).result).toEqual(['catalog', 'crm', 'user']);
  });
});

describe('feature.get', () => {
  it.each([
    ['rest_auth_connector', 'Y'],
    ['something_else', 'en_selfhosted'],
  ])('%s is %s', async (CODE, value) => {
    const { as } = await testPortal();
    expect((await as(1)('feature.get', { CODE })).result).toEqual({ value });
  });

  it('needs a code', async () => {
    const { as } = await testPortal();
    expect(await as(1)('feature.get')).toEqual({
      status: 400,
      error: 'CODE_EMPTY',
      error_description: "CODE can't be empty",
    });
  });
});

describe('server.time', () => {
  it('is the clock of the portal, with its offset', async () => {
    const { as } = await testPortal({ now: () => 1_750_000_000_000 });
    const { result } = await as(1, [])('server.time');
    expect(result).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
    expect(Date.parse(result)).toBe(1_750_000_000_000);
  });
});

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
    expect((await as(2)('access.name')).result).toBe(false);
    expect((await as(2)('access.name', { ACCESS: [] })).result).toBe(false);
  });
});

describe('app.info', () => {
  it('describes the app, or the scopes of a webhook', async () => {
    const { by, as, installed, raw } = await withApp();
    expect((await (await by(2))('app.info')).result).toEqual({
      ID: installed.id,
      CODE: installed.clientId,
      VERSION: 1,
      STATUS: 'L',
      INSTALLED: true,
      PAYMENT_EXPIRED: 'N',
      DAYS: null,
      LANGUAGE_ID: 'en',
      LICENSE: 'en_selfhosted',
    });
    expect((await as(1, ['user', 'catalog'])('app.info')).result).toEqual({
      SCOPE: ['catalog', 'user'],
      LICENSE: 'en_selfhosted',
    });
    const nobody = { identity: { kind: 'internal' }, userId: 1, admin: true } as const;
    const caller = { ...nobody, scopes: new Set<string>(), rights: new Set<string>() };
    expect(await raw(caller, 'app.info')).toMatchObject({
      status: 403,
      body: { error: 'ACCESS_DENIED' },
    });
  });
});

describe.each(['app', 'user'] as const)('%s.option', (whose) => {
  const get = `${whose}.option.get`;
  const set = `${whose}.option.set`;

  it('keeps values with their types', async () => {
    const { by } = await withApp();
    const call = await by();
    expect((await call(get)).result).toEqual([]);
    expect((await call(get, { option: 'a' })).result).toBeNull();
    const options = { a: 'text', b: 5, c: true, d: null, e: { f: ['g'] }, '': 'no name' };
    expect((await call(set, { options })).result).toBe(true);
    expect((await call(get)).result).toEqual(options);
    expect((await call(get, { OPTION: 'e' })).result).toEqual({ f: ['g'] });
    expect((await call(set, { a: 'changed' })).result).toBe(true);
    expect((await call(get)).result).toEqual({ ...options, a: 'changed' });
  });

  it('takes any name', async () => {
    const { by } = await withApp();
    const call = await by();
    const options = JSON.parse('{"__proto__":{"x":1},"constructor":2}');
    await call(set, { options });
    const { result } = await call(get);
    expect(Object.entries(result)).toEqual([
      ['__proto__', { x: 1 }],
      ['constructor', 2],
    ]);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it.each([
    ['nothing', { options: {} }, "Argument 'options' is null or empty"],
    ['no parameters', {}, "Argument 'options' is null or empty"],
    ['a long value', { a: 'x'.repeat(70_000) }, "The option 'a' is too long or nested too deep"],
    [
      'a deep value',
      { options: { a: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) } },
      "The option 'a' is too long or nested too deep",
    ],
    [
      'too many',
      { options: Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`o${n}`, n])) },
      'There are more than 1000 options',
    ],
  ])('refuses %s and keeps nothing of it', async (_, params, message) => {
    const { by } = await withApp();
    const call = await by();
    expect(await call(set, params)).toEqual({
      status: 400,
      error: 'ERROR_ARGUMENT',
      error_description: message,
      argument: 'options',
    });
    expect((await call(get)).result).toEqual([]);
  });

  it('is closed to a webhook', async () => {
    const { as } = await testPortal();
    for (const name of [get, set]) {
      expect(await as(1)(name, { a: 1 })).toEqual(denied('Application context required'));
    }
  });
});

describe('options', () => {
  it('of an app are set by administrators and read by all, those of a user by the user alone', async () => {
    const { by, addApp, tokensOf, withToken } = await withApp();
    const [admin, reader] = [await by(1), await by(2)];
    await admin('app.option.set', { a: 1 });
    await admin('user.option.set', { a: 2 });
    expect(await reader('app.option.set', { a: 3 })).toEqual(
      denied('Administrator authorization required'),
    );
    expect((await reader('app.option.get')).result).toEqual({ a: 1 });
    expect((await reader('user.option.get')).result).toEqual([]);
    const { app } = await addApp();
    const other = withToken((await tokensOf(app.id)).accessToken);
    expect((await other('app.option.get')).result).toEqual([]);
  });

  it('cannot be made to grow by a batch that reads and sets them in turns', async () => {
    const { by } = await withApp();
    const call = await by();
    await call('app.option.set', { options: { a: ['x'.repeat(1000)] } });
    const cmd = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) =>
        n % 2 === 0
          ? [`g${n}`, 'app.option.get']
          : [
              `s${n}`,
              `app.option.set?options[a][0]=$result[g${n - 1}]&options[a][1]=$result[g${n - 1}]`,
            ],
      ),
    );
    const { result } = await call('batch', { cmd });
    expect(JSON.stringify(Object.values(result.result_error)[0])).toContain('ERROR_ARGUMENT');
    expect(JSON.stringify((await call('app.option.get')).result).length).toBeLessThan(70_000);
  });
});

describe('the start-up batch of a client', () => {
  it('finds what is there', async () => {
    const { by } = await withApp();
    const call = await by();
    const cmd = { a: 'app.info', b: 'profile', c: 'app.option.get', d: 'user.option.get' };
    const { result } = await call('batch', { cmd, halt: 0 });
    expect(Object.keys(result.result)).toEqual(['a', 'b', 'c', 'd']);
    expect(result.result_error).toEqual([]);
  });
});
