import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { inBase, loadRates } from '../../catalog/prices/exchangeRates.ts';
import { followVariations } from '../../catalog/prices/savePrices.ts';
import { syncParent } from '../../catalog/stock/availability.ts';
import { GOODS } from '../../catalog/stock/goods.ts';
import { recount } from '../../catalog/stock/recount.ts';
import { seedLarge, storeLargePictures } from '../../seed/large/index.ts';
import type { LargePictures } from '../../seed/large/pictures.ts';
import type { Context } from '../../src/core/method.ts';
import type { Db } from '../../src/core/store.ts';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';

type Portal = Awaited<ReturnType<typeof testPortal>>;

/** Drawing takes seconds; rows are the same without. */
const undrawn: LargePictures = {
  of: () => ({ hash: 'a'.repeat(64), size: 1, release() {} }),
  release() {},
};

async function fill(portal: Portal, products: number, seed = 1, pictures = undrawn) {
  const told: number[] = [];
  await portal.store.write((db) =>
    seedLarge(db, { products, seed }, pictures, async (done) => void told.push(done)),
  );
  pictures.release();
  return told;
}

async function largePortal(products: number, seed = 1): Promise<Portal> {
  const portal = await testPortal();
  await fill(portal, products, seed);
  return portal;
}

/** Every row that the seed makes, but for when a product or a price changed last. */
async function rowsOf({ store }: Pick<Portal, 'store'>) {
  const all = (
    table: 'product' | 'price' | 'storeProduct' | 'propertyValue' | 'file' | 'section',
  ) => store.reader.query.selectFrom(table).selectAll().orderBy('id').execute();
  const timeless = <T extends object>(rows: T[]) => rows.map((row) => ({ ...row, timestampX: 0 }));
  return {
    product: timeless(await all('product')),
    price: timeless(await all('price')),
    storeProduct: await all('storeProduct'),
    propertyValue: await all('propertyValue'),
    file: await all('file'),
    section: await all('section'),
  };
}

describe('the products of large:1203', () => {
  it('leave the database its indexes and their statistics', async () => {
    const portal = await testPortal();
    const known = async () => {
      const { rows } = await sql`
        select m.name, m.sql, s.stat from sqlite_master as m
        left join sqlite_stat1 as s on s.idx = m.name
        where m.type = 'index' order by m.name`.execute(portal.store.reader.query);
      return rows;
    };
    const before = await known();
    await fill(portal, 1203);
    expect(await known()).toEqual(before);
  });

  it('are the same for the same seed, and others for another', async () => {
    const rows = await rowsOf(await largePortal(1203));
    expect(await rowsOf(await largePortal(1203))).toEqual(rows);
    const other = await rowsOf(await largePortal(1203, 2));
    expect(other.product).toHaveLength(1203);
    expect(other.price).not.toEqual(rows.price);
    expect(other.propertyValue).not.toEqual(rows.propertyValue);
  });

  it('are told of as they are stored', async () => {
    expect(await fill(await testPortal(), 1203)).toEqual([500, 1000, 1203]);
  });

  it('are what the methods would make of them', async () => {
    const portal = await largePortal(1203);
    const before = await rowsOf(portal);
    const { product } = before;
    expect(
      product.map(({ type, available }) => `${type}${available}`),
      'each kind, sold out too',
    ).toEqual(expect.arrayContaining(['1N', '1Y', '3Y', '4N', '4Y', '7Y']));
    await portal.store.write(async (db) => {
      const context = { db, now: 0, emit: async () => {} } as unknown as Context;
      const goods = product.filter(({ type }) => GOODS.some((one) => one === type));
      await recount(
        context,
        goods.map(({ id }) => id),
      );
      for (const { id, type } of product) {
        if (type === 3) await followVariations(context, id);
        if (type === 1 || type === 3) await syncParent(db, id);
      }
    });
    expect(await rowsOf(portal)).toEqual(before);
  });

  it('have prices in the base currency too, and sections of their catalog', async () => {
    const { store } = await largePortal(1203);
    const { price, product, section } = await rowsOf({ store });
    const rates = await loadRates(store.reader);
    expect(new Set(price.map(({ currency }) => currency))).toEqual(new Set(['USD', 'EUR']));
    expect(new Set(price.map(({ productId }) => productId)).size).toBe(1203);
    for (const row of price) {
      expect(row.priceScale).toBe(inBase(row.price, row.currency, rates));
    }
    const sections = new Map(section.map((row) => [row.id, row.iblockId]));
    for (const { iblockId, iblockSectionId, parentId, type } of product) {
      expect(iblockId).toBe(type === 4 ? OFFERS : PRODUCTS);
      expect(parentId === null).toBe(type !== 4);
      if (iblockSectionId !== null) expect(sections.get(iblockSectionId)).toBe(iblockId);
    }
    expect(new Set(product.map((row) => row.iblockSectionId)).size).toBeGreaterThan(50);
  });
});

it('products are answered with values of every type, and their pictures are stored', async () => {
  const portal = await testPortal();
  await fill(portal, 10, 1, await storeLargePictures(portal.keeper));
  const call = portal.as(1);
  const { result } = await call('catalog.productProperty.list', { filter: { iblockId: PRODUCTS } });
  const field = (code: string) => {
    const { id } = result.productProperties.find((one: { code: string }) => one.code === code);
    return `property${id}`;
  };
  const { product } = (await call('catalog.product.get', { id: 1 })).result;
  expect(product[field('ARTICLE')]).toMatchObject({ value: 'A-0000001' });
  expect(Number(product[field('LOAD')].value)).toBeGreaterThanOrEqual(10);
  expect(product[field('SINCE')].value).toMatch(/^20\d\d-\d\d-\d\dT00:00:00/);
  expect(product[field('MATERIAL')].valueEnum).toMatch(/^[A-Z]/);
  expect(product[field('COLOURS')][0].valueEnum).toMatch(/^[a-z]/);
  expect('YN').toContain(product[field('HANDMADE')]);
  expect(product[field('MORE_PHOTO')]).toHaveLength(2);
  const { file } = await rowsOf(portal);
  const stored = await portal.storedHashes();
  expect(stored).toEqual(expect.arrayContaining(file.map(({ hash }) => hash)));
  expect(stored.length).toBeLessThan(100);
});

const kindsOf = (db: Db) =>
  db.query
    .selectFrom('product')
    .select((eb) => ['type', eb.fn.countAll<number>().as('count')])
    .groupBy('type')
    .orderBy('type')
    .execute();

it.for([
  [1, { 1: 1 }],
  [6, { 1: 6 }],
  [7, { 1: 5, 3: 1, 4: 1 }],
  [10, { 1: 5, 3: 1, 4: 3, 7: 1 }],
  [506, { 1: 256, 3: 50, 4: 150, 7: 50 }],
] as const)('%i products, none of them a parent alone', async ([products, kinds]) => {
  const { store } = await largePortal(products);
  const found = await kindsOf(store.reader);
  expect(Object.fromEntries(found.map(({ type, count }) => [type, count]))).toEqual(kinds);
});
