import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { addEnum, addProduct, addProperty, type Portal } from './_given.ts';

const CATALOGS = [PRODUCTS, OFFERS];

/** More than a page of simple products, so that no page tells its total by itself. */
async function filled(): Promise<Portal> {
  const portal = await testPortal();
  await portal.store.write(({ query }) =>
    query
      .insertInto('product')
      .values(
        Array.from({ length: 120 }, (_, n) => ({
          iblockId: PRODUCTS,
          type: 1,
          name: `P${n + 1}`,
          active: n % 2 ? 'N' : 'Y',
          available: 'Y',
          quantity: n,
          quantityTrace: 'N',
          canBuyZero: 'N',
        })),
      )
      .execute(),
  );
  return portal;
}

/** The totals of lists, each asked twice: the second time it may be cacheUntilCommit. */
async function totals({ as }: Portal, filters: readonly object[]) {
  const ask = async (filter: object) =>
    (await as(1)('catalog.product.list', { select: ['id', 'iblockId'], filter })).total;
  const first: unknown[] = [];
  for (const filter of filters) first.push(await ask(filter));
  for (const [at, filter] of filters.entries()) expect(await ask(filter)).toBe(first[at]);
  return first;
}

/** Totals are those that counting finds, and so are the numbers that triggers keep. */
async function expectExact(portal: Portal): Promise<void> {
  const { query } = portal.store.reader;
  const rows = await query.selectFrom('product').selectAll().execute();
  const count = (keep: (row: (typeof rows)[number]) => boolean) => rows.filter(keep).length;
  const filters = [
    ...CATALOGS.map((iblockId) => [{ iblockId }, count((r) => r.iblockId === iblockId)] as const),
    [
      { iblockId: PRODUCTS, active: 'Y' },
      count((r) => r.iblockId === PRODUCTS && r.active === 'Y'),
    ],
    [
      { iblockId: PRODUCTS, '!active': 'Y' },
      count((r) => r.iblockId === PRODUCTS && r.active !== 'Y'),
    ],
    [
      { iblockId: CATALOGS, '>=type': 2 },
      count((r) => CATALOGS.includes(r.iblockId) && r.type >= 2),
    ],
    [
      { iblockId: PRODUCTS, '>=quantity': 5 },
      count((r) => r.iblockId === PRODUCTS && Number(r.quantity) >= 5),
    ],
    [
      { iblockId: PRODUCTS, '%name': '1' },
      count((r) => r.iblockId === PRODUCTS && r.name.includes('1')),
    ],
  ] as const;
  expect(
    await totals(
      portal,
      filters.map(([filter]) => filter),
    ),
  ).toEqual(filters.map(([, expected]) => expected));

  const kinds = Map.groupBy(rows, (r) => `${r.iblockId} ${r.type} ${r.active}`);
  const kept = await query.selectFrom('productTally').selectAll().where('count', '!=', 0).execute();
  expect(
    Object.fromEntries(kept.map((r) => [`${r.iblockId} ${r.type} ${r.active}`, r.count])),
  ).toEqual(Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length])));
}

describe('the total of catalog.product.list', () => {
  it('is exact after every kind of write', async () => {
    const portal = await filled();
    const call = portal.as(1);
    await expectExact(portal);
    const added = await addProduct(portal, 'product', { quantity: 9 });
    await expectExact(portal);
    await call('catalog.product.update', { id: 1, fields: { active: 'N', name: 'Renamed' } });
    await expectExact(portal);
    await call('catalog.product.update', { id: 2, fields: { quantity: 99 } });
    await expectExact(portal);
    const offer = await addProduct(portal, 'offer', { parentId: 3 });
    await expectExact(portal);
    await addProduct(portal, 'sku');
    await addProduct(portal, 'service');
    await expectExact(portal);
    await call('catalog.product.offer.update', { id: offer.id, fields: { active: 'N' } });
    await expectExact(portal);
    await call('catalog.product.offer.delete', { id: offer.id });
    await expectExact(portal);
    await call('catalog.product.delete', { id: added.id });
    await expectExact(portal);
  }, 60_000);

  it('is not touched by a write that was refused', async () => {
    const portal = await filled();
    const writing = portal.store.write(async ({ query }) => {
      await query.deleteFrom('product').where('id', '<', 100).execute();
      throw new Error('refused');
    });
    await expect(writing).rejects.toThrow('refused');
    await expectExact(portal);
  });

  it('sees what another process wrote', async () => {
    const portal = await filled();
    await expectExact(portal);
    const other = new Database(join(portal.folder, 'vitrine.db'));
    other.prepare("update product set active = 'N', quantity = 0 where id <= 60").run();
    await expectExact(portal);
    other.prepare('delete from product where id > 90').run();
    await expectExact(portal);
    other.close();
  });

  it('follows values of properties', async () => {
    const portal = await filled();
    const call = portal.as(1);
    const list = await addProperty(portal, { propertyType: 'L' });
    const [red, blue] = [
      await addEnum(portal, list.id, 'red'),
      await addEnum(portal, list.id, 'blue'),
    ];
    const field = `property${list.id}`;
    const ask = () =>
      totals(portal, [
        { iblockId: PRODUCTS, [field]: red.id },
        { iblockId: PRODUCTS, [field]: blue.id },
        { iblockId: PRODUCTS, [`!${field}`]: red.id },
        { iblockId: PRODUCTS, [field]: null },
      ]);
    const set = (id: number, value: unknown) =>
      call('catalog.product.update', { id, fields: { [field]: { value } } });
    expect(await ask()).toEqual([0, 0, 120, 120]);
    await set(1, red.id);
    await set(2, blue.id);
    expect(await ask()).toEqual([1, 1, 119, 118]);
    await set(2, red.id);
    expect(await ask()).toEqual([2, 0, 118, 118]);
    await call('catalog.product.delete', { id: 1 });
    expect(await ask()).toEqual([1, 0, 118, 118]);
  });
});
