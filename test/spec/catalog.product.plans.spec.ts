import { CompiledQuery } from 'kysely';
import { describe, expect, it } from 'vitest';
import { listOf } from '../../methods/_shared/productKind/list.ts';
import { productKinds } from '../../schemas/product.ts';
import type { Context } from '../../src/core/method.ts';
import type { Db } from '../../src/core/store.ts';
import { watched } from '../plans.ts';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { addEnum, addProperty, type Portal } from './_given.ts';

/** A step without the name of what it reads, which may be that of a table or what a query calls it. */
const anonymous = (step: string): string => step.replace(/^(SEARCH|SCAN) \S+/, '$1');

/** How SQLite would run every statement of a list: the same where it can be stopped as where it cannot. */
async function plansOf(
  { store, callerOf }: Portal,
  kind: keyof typeof productKinds,
  params: object,
) {
  const { statements, db } = watched(store.reader);
  const given = { select: ['id', 'iblockId', 'name'], filter: {}, order: {}, start: 0, ...params };
  await listOf(productKinds[kind]).run({ db, caller: await callerOf(1) } as Context, given);
  const steps: string[] = [];
  for (const { sql, parameters } of statements) {
    const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
    const planOf = async ({ query }: Db): Promise<string[]> =>
      (await query.executeQuery<{ detail: string }>(explain)).rows.map(({ detail }) => detail);
    const plan = await store.write(planOf);
    expect((await planOf(store.reader)).map(anonymous)).toEqual(plan.map(anonymous));
    steps.push(...plan);
  }
  return steps;
}

const byId = { id: 'ASC' };
const byName = { name: 'ASC' };
const byTime = { timestampX: 'DESC' };

const SCAN = /^SCAN (product|propertyValue|v)\b/;
const SORT = /^USE TEMP B-TREE FOR ORDER BY/;

describe('a list reads no table from end to end', () => {
  it.for([
    ['product', { iblockId: PRODUCTS }, byId, 0],
    ['product', { iblockId: PRODUCTS, active: 'Y' }, byId, 0],
    ['product', { iblockId: PRODUCTS, active: 'Y' }, byName, 0],
    ['product', { iblockId: PRODUCTS, '>id': 50 }, byId, -1],
    ['product', { iblockId: PRODUCTS, '>=timestampX': '2025-01-01' }, byTime, 0],
    ['product', { iblockId: PRODUCTS, iblockSectionId: 13 }, byId, 0],
    ['product', { iblockId: PRODUCTS, iblockSectionId: 13 }, byName, 0],
    ['product', { iblockId: PRODUCTS, xmlId: '5' }, byId, 0],
    ['product', { iblockId: PRODUCTS, code: 'x' }, byId, 0],
    ['offer', { iblockId: OFFERS, parentId: 7 }, byId, 0],
  ] as const)('%s %j %j from %i', async ([face, filter, order, start]) => {
    const portal = await testPortal();
    const steps = await plansOf(portal, face, { filter, order, start });
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.filter((step) => SCAN.test(step))).toEqual([]);
    expect(
      steps.filter((step) => SORT.test(step)),
      'and sorts nothing',
    ).toEqual([]);
  });

  it.for([
    ['xmlId', 'product_xmlId (xmlId=?)'],
    ['code', 'product_iblockId_code (iblockId=? AND code=?)'],
    ['name', 'product_iblockId_name_active (iblockId=? AND name=?)'],
  ])('the few products of a %s are read, and then put in order', async ([field, index]) => {
    const asked = { filter: { iblockId: PRODUCTS, [field as string]: 'x' }, order: byId };
    const steps = await plansOf(await testPortal(), 'product', asked);
    const reads = steps.filter((step) => step.startsWith('SEARCH product '));
    expect(reads).toHaveLength(2);
    expect(reads.filter((step) => !step.endsWith(`INDEX ${index}`))).toEqual([]);
  });

  it.for([
    ['by id', { iblockId: PRODUCTS }, byId],
    ['by id, active', { iblockId: PRODUCTS, active: 'Y' }, byId],
    ['by name, active', { iblockId: PRODUCTS, active: 'Y' }, byName],
    ['by time, active', { iblockId: PRODUCTS, active: 'Y' }, byTime],
  ] as const)('a deep page %s skips rows in an index alone', async ([_, filter, order]) => {
    const steps = await plansOf(await testPortal(), 'product', { filter, order, start: 5000 });
    expect(steps.filter((step) => SCAN.test(step))).toEqual([]);
    expect(steps.some((step) => /^SEARCH product USING COVERING INDEX/.test(step))).toBe(true);
  });

  it('but for an order that has no index, which sorts the catalog', async () => {
    const asked = { filter: { iblockId: PRODUCTS }, order: { previewText: 'ASC' } };
    const steps = await plansOf(await testPortal(), 'product', asked);
    expect(steps.some((step) => SORT.test(step))).toBe(true);
  });

  it('values are found in an index that names their products', async () => {
    const portal = await testPortal();
    const list = await addProperty(portal, { propertyType: 'L' });
    const red = await addEnum(portal, list.id, 'red');
    await addEnum(portal, list.id, 'blue');
    const filter = { iblockId: PRODUCTS, [`property${list.id}`]: red.id };
    const steps = await plansOf(portal, 'product', { filter, order: byId });
    expect(steps.filter((step) => SCAN.test(step))).toEqual([]);
    expect(steps.some((step) => /SEARCH v USING COVERING INDEX/.test(step))).toBe(true);
  });

  it('a page by id stands in the index of the value that it asks for', async () => {
    const portal = await testPortal();
    const { id } = await addProperty(portal, { propertyType: 'N' });
    const filter = { iblockId: PRODUCTS, active: 'Y', '>id': 5, [`property${id}`]: 7 };
    const steps = await plansOf(portal, 'product', { filter, order: { id: 'DESC' }, start: -1 });
    const page = steps.slice(steps.findIndex((step) => step.startsWith('SCAN some')) + 1);
    const [values, , earlier, product] = page;
    expect(values).toMatch(/^SEARCH v USING COVERING INDEX .*number=\? AND productId>\?\)$/);
    expect(earlier).toMatch(/^SEARCH earlier USING COVERING INDEX .*productId=\? AND rowid<\?\)$/);
    expect(product).toMatch(/^SEARCH product USING INTEGER PRIMARY KEY/);
    expect(page.filter((step) => SORT.test(step))).toEqual([]);
  });

  it('the values of one product are found by the product, not among those of all', async () => {
    const portal = await testPortal();
    const { id } = await addProperty(portal, { propertyType: 'N' });
    const asked = { filter: { iblockId: PRODUCTS }, order: { [`property${id}`]: 'ASC' } };
    const steps = await plansOf(portal, 'product', asked);
    const reads = steps.filter((step) => / v USING /.test(step));
    expect(reads.length).toBeGreaterThan(0);
    expect(reads.filter((step) => !step.includes('(productId=?'))).toEqual([]);
  });
});
