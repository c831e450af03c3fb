import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { profiles, refused } from './_given.ts';
import { badIntegers } from './_integers.ts';

const NOBODY = 99;
const READER = 2;
const existing = { catalogGroupId: 1, groupId: 2, access: 'Y' };

/** A portal where that right of group 2 was taken away. */
async function made(profile: 'documented' | 'live' = 'documented') {
  const portal = await testPortal({ profile });
  const { result } = await portal.as(1)('catalog.priceTypeGroup.list', { filter: existing });
  const [{ id }] = result.priceTypeGroups;
  await portal.as(1)('catalog.priceTypeGroup.delete', { id });
  const add = (fields: object) =>
    portal.as(1)('catalog.priceTypeGroup.add', { fields: { ...existing, ...fields } });
  return { ...portal, add, deletedId: id as number };
}

describe('catalog.priceTypeGroup.getFields', () => {
  it('calls the id immutable, not read-only', async () => {
    const { as } = await testPortal();
    const { result } = await as(READER)('catalog.priceTypeGroup.getFields');
    const needed = { isImmutable: false, isReadOnly: false, isRequired: true };
    expect(result.priceTypeGroup).toEqual({
      access: { ...needed, type: 'char' },
      catalogGroupId: { ...needed, type: 'integer' },
      groupId: { ...needed, type: 'integer' },
      id: { isImmutable: true, isReadOnly: false, isRequired: false, type: 'integer' },
    });
  });
});

describe('catalog.priceTypeGroup.list', () => {
  it('knows the rights of the base price type, seen and bought at by all', async () => {
    const { as } = await testPortal();
    const { result, total } = await as(READER)('catalog.priceTypeGroup.list', {
      filter: { catalogGroupId: 1, access: 'Y' },
      order: { groupId: 'DESC' },
      select: ['groupId', 'access'],
    });
    expect({ result, total }).toEqual({
      result: {
        priceTypeGroups: [
          { access: 'Y', groupId: 2 },
          { access: 'Y', groupId: 1 },
        ],
      },
      total: 2,
    });
  });
});

describe('catalog.priceTypeGroup.add', () => {
  it('answers the stored row', async () => {
    const { add, deletedId } = await made();
    const { result } = await add({ id: 4711, nope: 1 });
    const { id, ...row } = result.priceTypeGroup;
    expect(row).toEqual(existing);
    expect(id).toBeGreaterThan(deletedId);
    expect(id).not.toBe(4711);
  });

  it.each([
    [{ catalogGroupId: 987 }, 'The specified price type does not exist'],
    [{ catalogGroupId: -1 }, 'The specified price type does not exist'],
    [{ catalogGroupId: '1 or 1=1;--', groupId: 987 }, 'The specified group does not exist'],
    [{ catalogGroupId: '9'.repeat(40) }, 'The specified price type does not exist'],
    [{ groupId: 987 }, 'The specified group does not exist'],
    [{ access: 'X' }, 'Invalid access type provided. The available values are: Y, N'],
    [{ access: true }, 'Invalid access type provided. The available values are: Y, N'],
    [{ access: 'N' }, 'The specified access type for this group already exists'],
    [{ groupId: 1 }, 'The specified access type for this group already exists'],
    [{ groupId: [1] }, 'Wrong format of field "groupId".'],
    [{ groupId: null, access: '' }, 'Required fields: groupId, access'],
  ])('refuses %j', async (fields, message) => {
    const { add, store } = await made();
    expect(await add(fields)).toEqual(refused('documented', '0', message));
    expect(
      await store.reader.query.selectFrom('priceTypeGroup').selectAll().execute(),
    ).toHaveLength(3);
  });
});

describe('catalog.priceTypeGroup.delete', () => {
  it.each(profiles)('removes the row once, %s', async (profile) => {
    const { as, store, deletedId } = await made(profile);
    const rows = await store.reader.query.selectFrom('priceTypeGroup').selectAll().execute();
    expect(rows.map(({ id }) => id)).not.toContain(deletedId);
    expect(rows).toHaveLength(3);
    expect(await as(1)('catalog.priceTypeGroup.delete', { id: deletedId })).toEqual(
      refused(profile, '0', profile === 'live' ? 'Entity is not exists' : 'Entity does not exist'),
    );
  });

  it('answers a bare true', async () => {
    const { as } = await testPortal();
    expect((await as(1)('catalog.priceTypeGroup.delete', { id: 1 })).result).toBe(true);
  });

  it.each(badIntegers('id'))('refuses id: %s', async (_what, id, message) => {
    const { as } = await testPortal();
    expect(await as(1)('catalog.priceTypeGroup.delete', { id })).toEqual(
      refused('documented', '100', message),
    );
  });
});

describe('catalog.priceTypeGroup, rights', () => {
  it.each([
    ['getFields', NOBODY, '200040300010'],
    ['list', NOBODY, '200040300010'],
    ['add', READER, '200040300020'],
    ['delete', READER, '200040300020'],
  ])('%s is closed to user %i', async (verb, user, code) => {
    const { as } = await testPortal();
    expect(await as(user)(`catalog.priceTypeGroup.${verb}`, { id: 1, fields: existing })).toEqual(
      refused('documented', code, 'Access Denied'),
    );
  });

  it('are those of price types', async () => {
    const { as, userWith } = await testPortal();
    const manager = await userWith('priceType.edit');
    expect((await as(manager)('catalog.priceTypeGroup.list')).total).toBe(4);
    expect((await as(manager)('catalog.priceTypeGroup.delete', { id: 1 })).result).toBe(true);
  });
});
