import { describe, expect, it } from 'vitest';
import { isoTime } from '../../src/core/wire/time.ts';
import { testPortal } from '../portal.ts';
import { describeCrud } from './_crud.ts';
import { listenTo } from './_events.ts';
import { type AnyRow, addProduct, type Portal, profiles, refused } from './_given.ts';

const time = isoTime(1_750_000_000);

describeCrud({
  entity: 'catalog.priceType',
  name: 'priceType',
  plural: 'priceTypes',
  fields: { name: 'Wholesale', xmlId: 'wholesale' },
  row: {
    base: 'N',
    createdBy: 1,
    dateCreate: time,
    modifiedBy: 1,
    name: 'Wholesale',
    sort: 100,
    timestampX: time,
    xmlId: 'wholesale',
  },
  change: { name: 'Large', sort: 20, xmlId: '' },
  changed: { name: 'Large', sort: 20, xmlId: null },
  required: ['name'],
  codes: { missing: '201000000000', read: '200040300010', write: '200040300020' },
});

const add = async ({ as }: Portal, fields: object = {}): Promise<AnyRow> =>
  (await as(1)('catalog.priceType.add', { fields: { name: 'Other', ...fields } })).result.priceType;

const bases = async ({ as }: Portal): Promise<number[]> => {
  const { result } = await as(1)('catalog.priceType.list', { filter: { base: 'Y' } });
  return result.priceTypes.map(({ id }: AnyRow) => id);
};

const groupRows = async ({ as }: Portal, catalogGroupId: number): Promise<string[]> => {
  const filter = { catalogGroupId };
  const { result } = await as(1)('catalog.priceTypeGroup.list', { filter });
  return result.priceTypeGroups.map(({ groupId, access }: AnyRow) => `${groupId}${access}`);
};

describe('the base price type', () => {
  it('is the last one that was made it', async () => {
    const portal = await testPortal();
    const { id } = await add(portal, { base: 'Y' });
    expect(await bases(portal)).toEqual([id]);
    const fields = { name: 'BASE', base: 'Y' };
    const { result } = await portal.as(1)('catalog.priceType.update', { id: 1, fields });
    expect([result.priceType.base, await bases(portal)]).toEqual(['Y', [1]]);
  });

  it.each([['N'], [''], ['y'], [1], [null], [undefined]])(
    'is not a type whose flag is %j',
    async (base) => {
      const portal = await testPortal();
      expect((await add(portal, { base })).base).toBe('N');
      expect(await bases(portal)).toEqual([1]);
    },
  );

  it('stays when another field of it changes, and may be given up', async () => {
    const portal = await testPortal();
    const update = (fields: object) =>
      portal.as(1)('catalog.priceType.update', { id: 1, fields: { name: 'BASE', ...fields } });
    await update({ sort: 5 });
    expect(await bases(portal)).toEqual([1]);
    await update({ base: 'N' });
    expect(await bases(portal)).toEqual([]);
  });

  it.each(profiles)('is not deleted, %s', async (profile) => {
    const portal = await testPortal({ profile });
    expect(await portal.as(1)('catalog.priceType.delete', { id: 1 })).toEqual(
      refused(profile, 'BASE', 'The base price type cannot be deleted'),
    );
    expect(await bases(portal)).toEqual([1]);
    expect(await groupRows(portal, 1)).toEqual(['1N', '1Y', '2N', '2Y']);
  });
});

describe('catalog.priceType.add and update', () => {
  it.each([[0], [-5], ['abc'], [null], ['9'.repeat(40)]])(
    'take the usual weight for sort %j',
    async (sort) => {
      const portal = await testPortal();
      const { id, ...row } = await add(portal, { sort });
      expect(row.sort).toBe(100);
      const params = { id, fields: { name: 'Other', sort } };
      const { result } = await portal.as(1)('catalog.priceType.update', params);
      expect(result.priceType.sort).toBe(100);
    },
  );

  it.each([
    ['add', { name: ' \t' }],
    ['update', { name: ' ' }],
  ])('%s refuses a blank name', async (verb, fields) => {
    const { as } = await testPortal();
    expect(await as(1)(`catalog.priceType.${verb}`, { id: 1, fields })).toEqual(
      refused('documented', 'ERROR_CORE', 'The name of the price type is not specified'),
    );
  });

  it('update needs the name as documented; a portal refuses an empty one alone', async () => {
    const documented = await testPortal();
    expect(
      await documented.as(1)('catalog.priceType.update', { id: 1, fields: { sort: 5 } }),
    ).toEqual(refused('documented', '0', 'Required fields: name'));
    const live = await testPortal({ profile: 'live' });
    const update = (fields: object) => live.as(1)('catalog.priceType.update', { id: 1, fields });
    expect((await update({ sort: 5 })).result.priceType).toMatchObject({ name: 'BASE', sort: 5 });
    for (const name of ['', null]) {
      expect(await update({ name })).toEqual(
        refused('live', 'ERROR_CORE', 'The name of the price type is not specified'),
      );
    }
  });

  it('sign the row with whoever changed it', async () => {
    const portal = await testPortal();
    const { id } = await add(portal);
    const manager = await portal.userWith('priceType.edit');
    const params = { id, fields: { name: 'Changed' } };
    const { result } = await portal.as(manager)('catalog.priceType.update', params);
    expect(result.priceType).toMatchObject({ createdBy: 1, modifiedBy: manager });
  });

  it.each([
    [{ name: ['x'] }, 'name'],
    [{ name: 'a\0b' }, 'name'],
    [{ name: 'x', xmlId: {} }, 'xmlId'],
  ])('refuse %j', async (fields, name) => {
    const { as } = await testPortal();
    expect(await as(1)('catalog.priceType.add', { fields })).toEqual(
      refused('documented', '0', `Wrong format of field "${name}".`),
    );
  });

  it('add opens the type to administrators and to all users', async () => {
    const portal = await testPortal();
    const { id } = await add(portal);
    expect(await groupRows(portal, id)).toEqual(['1N', '1Y', '2N', '2Y']);
  });
});

describe('catalog.priceType.delete', () => {
  it('takes prices, group rights and translations of this type alone', async () => {
    const portal = await testPortal();
    const { store, as } = portal;
    const { id } = await add(portal);
    const product = await addProduct(portal);
    for (const catalogGroupId of [1, id]) {
      const fields = { productId: product.id, catalogGroupId, price: 5, currency: 'USD' };
      await as(1)('catalog.price.add', { fields });
    }
    const fields = { catalogGroupId: id, lang: 'en', name: 'Other' };
    await as(1)('catalog.priceTypeLang.add', { fields });
    expect((await as(1)('catalog.priceType.delete', { id })).result).toBe(true);

    for (const table of ['price', 'priceTypeGroup', 'priceTypeLang'] as const) {
      const rows = await store.reader.query.selectFrom(table).select('catalogGroupId').execute();
      expect([table, ...new Set(rows.map((row) => row.catalogGroupId))]).toEqual([table, 1]);
    }
  });
});

describe('events of price types', () => {
  it('tell of an add twice, as a portal does, of a change and of a delete', async () => {
    const portal = await testPortal();
    const events = await listenTo(portal, 'PRICE.TYPE');
    const { id } = await add(portal, { base: 'Y' });
    expect(await events()).toEqual([`ADD ${id}`, `UPDATE ${id}`]);
    const fields = { name: 'Other', base: 'N' };
    await portal.as(1)('catalog.priceType.update', { id, fields });
    expect(await events()).toEqual([`UPDATE ${id}`]);
    await portal.as(1)('catalog.priceType.delete', { id: 1 });
    await portal.as(1)('catalog.priceType.delete', { id });
    expect(await events()).toEqual(['DELETE 1', `DELETE ${id}`]);
  });
});
