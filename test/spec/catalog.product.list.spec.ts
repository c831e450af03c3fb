import { describe, expect, it } from 'vitest';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { type AnyRow, addProduct, faces, type Portal, profiles, refused } from './_given.ts';

const METHOD = 'catalog.product.list';
const IDS = { select: ['id', 'iblockId'], filter: { iblockId: PRODUCTS } };

/** A portal with `count` products `P1`, `P2`, ... of sort 1, 2, ... */
async function filled(count: number): Promise<Portal> {
  const portal = await testPortal();
  await portal.store.write(({ query }) =>
    query
      .insertInto('product')
      .values(
        Array.from({ length: count }, (_, n) => ({
          iblockId: PRODUCTS,
          type: 1,
          name: `P${n + 1}`,
          active: n % 2 ? 'N' : 'Y',
          sort: n + 1,
        })),
      )
      .execute(),
  );
  return portal;
}

const ids = (rows: AnyRow[]): number[] => rows.map(({ id }) => id);

describe('catalog.product.list pages', () => {
  it.each([
    [undefined, 0, 50],
    [0, 0, 50],
    [1, 0, 50],
    [49, 0, 50],
    ['0', 0, 50],
    [50, 50, 100],
    ['50', 50, 100],
    [75, 50, 100],
    [99.9, 50, 100],
    [100, 100, undefined],
    [120, 100, undefined],
    [150, 150, undefined],
    [1e9, 1e9, undefined],
    [1e300, 0, 50],
    [-2, 0, 50],
    [-50, 0, 50],
  ])('start=%j begins at row %i', async (start, offset, next) => {
    const portal = await filled(120);
    const answer = await portal.as(2)(METHOD, { ...IDS, start });
    const expected = Array.from({ length: 120 }, (_, n) => n + 1).slice(offset, offset + 50);

    expect(ids(answer.result.products)).toEqual(expected);
    expect({ total: answer.total, next: answer.next }).toEqual({ total: 120, next });
    expect(Object.keys(answer)).toEqual([
      'status',
      'result',
      ...(next === undefined ? [] : ['next']),
      'total',
      'time',
    ]);
  });

  it.each([[-1], ['-1']])('start=%j: the first page without total and next', async (start) => {
    const portal = await filled(60);
    const answer = await portal.as(2)(METHOD, { ...IDS, start });
    expect(answer.result.products).toHaveLength(50);
    expect(Object.keys(answer)).toEqual(['status', 'result', 'time']);
  });

  it.each([
    [0, 0, undefined],
    [1, 1, undefined],
    [50, 50, undefined],
    [51, 51, 50],
  ])('%i products', async (count, total, next) => {
    const portal = count === 0 ? await testPortal() : await filled(count);
    const answer = await portal.as(2)(METHOD, IDS);
    expect(answer.result.products).toHaveLength(Math.min(count, 50));
    expect({ total: answer.total, next: answer.next }).toEqual({ total, next });
  });

  it('walks all rows with next', async () => {
    const portal = await filled(120);
    const seen: number[] = [];
    for (let start: number | undefined = 0; start !== undefined; ) {
      const answer = await portal.as(2)(METHOD, { ...IDS, order: { sort: 'desc' }, start });
      seen.push(...ids(answer.result.products));
      start = answer.next as number | undefined;
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => 120 - n));
  });
});

describe('catalog.product.list selects', () => {
  it.each([
    ['names', ['id', 'iblockId', 'name'], ['iblockId', 'id', 'name']],
    [
      'names in another order',
      ['sort', 'name', 'iblockId', 'id'],
      ['iblockId', 'id', 'name', 'sort'],
    ],
    [
      'unknown names too',
      ['id', 'iblockId', 'nope', 'NAME', 'property258', 'price'],
      ['iblockId', 'id'],
    ],
    ['names twice', ['id', 'id', 'iblockId', 'iblockId'], ['iblockId', 'id']],
    ['what is no name', ['id', 'iblockId', null, 5, ['name'], { a: 'name' }], ['iblockId', 'id']],
    ['names of objects', ['id', 'iblockId', '__proto__', 'constructor'], ['iblockId', 'id']],
    ['SQL', ['id', 'iblockId', 'name from user --', '"xmlId"'], ['iblockId', 'id']],
    ['an object', { a: 'id', b: 'iblockId', c: 'name' }, ['iblockId', 'id', 'name']],
    ['pictures', ['id', 'iblockId', 'previewPicture'], ['iblockId', 'id', 'previewPicture']],
  ])('%s', async (_what, select, keys) => {
    const portal = await filled(1);
    const { status, result } = await portal.as(2)(METHOD, { ...IDS, select });
    expect(status).toBe(200);
    expect(Object.keys(result.products[0])).toEqual(keys);
  });

  it('every field with *, in natural order, and numbers as numbers', async () => {
    const portal = await testPortal();
    await addProduct(portal, 'product', { purchasingPrice: 1000, iblockSection: [13] });
    const { result } = await portal.as(3)(METHOD, { ...IDS, select: ['id', 'iblockId', '*'] });
    const [row] = result.products;
    const keys = Object.keys(row);
    expect(keys).toEqual(keys.toSorted(new Intl.Collator('en', { numeric: true }).compare));
    expect(keys).toContain('withoutOrder');
    expect(row).toMatchObject({ purchasingPrice: 1000, iblockSection: [13], quantity: null });
  });

  it('pictures of the right product', async () => {
    const portal = await testPortal();
    const fileData = ['a.gif', 'R0lGODlhAQABAIAAAExpcf8AACH5BAUAAAAALAAAAAABAAEAAAICTAEAOw=='];
    const one = await addProduct(portal);
    const two = await addProduct(portal, 'product', { detailPicture: { fileData } });
    const { result } = await portal.as(2)(METHOD, {
      ...IDS,
      select: ['id', 'iblockId', 'detailPicture', 'previewPicture'],
    });
    const row = { iblockId: PRODUCTS, detailPicture: null, previewPicture: null };
    expect(result.products).toEqual([
      { ...row, id: one.id },
      { ...row, id: two.id, detailPicture: two.detailPicture },
    ]);
  });
});

describe('catalog.product.list sorts', () => {
  it.each([
    ['by id without an order', undefined, [1, 2, 3]],
    ['by id', { id: 'desc' }, [3, 2, 1]],
    ['by Id', { Id: 'DESC' }, [3, 2, 1]],
    ['by no ID', { ID: 'DESC' }, [1, 2, 3]],
    ['in any case of the direction', { id: 'DeSc' }, [3, 2, 1]],
    ['upwards for an unknown direction', { id: 'desc; drop table product' }, [1, 2, 3]],
    ['by another field', { sort: 'desc' }, [3, 2, 1]],
    ['by two fields', { active: 'asc', id: 'desc' }, [2, 3, 1]],
    ['ties by id', { iblockId: 'desc' }, [1, 2, 3]],
    ['by no unknown field', { nope: 'desc', 'id desc --': 'desc', __proto__: 'x' }, [1, 2, 3]],
    ['by no picture', { detailPicture: 'desc' }, [1, 2, 3]],
    ['by a list', ['id'], [1, 2, 3]],
  ])('%s', async (_what, order, expected) => {
    const portal = await filled(3);
    const { status, result } = await portal.as(2)(METHOD, { ...IDS, order });
    expect(status).toBe(200);
    expect(ids(result.products)).toEqual(expected);
  });
});

describe('catalog.product.list knows', () => {
  it('the types of every face, of the catalog asked for alone', async () => {
    const portal = await testPortal();
    for (const { name } of faces) await addProduct(portal, name);
    const types = async (filter: object) => {
      const { result } = await portal.as(2)(METHOD, { select: ['id', 'iblockId', 'type'], filter });
      return result.products.map((row: AnyRow) => row.type);
    };
    expect(await types({ iblockId: PRODUCTS })).toEqual([1, 6, 7]);
    expect(await types({ iblockId: String(OFFERS) })).toEqual([5]);
    expect(await types({ iblockId: [PRODUCTS, OFFERS] })).toEqual([1, 6, 5, 7]);
  });
});

const notArray = (name: string): readonly [string, string] => [
  '100',
  `Invalid value {id} to match with parameter {${name}}. Should be value of type array.`,
];
const SELECT = ['0', 'Required select fields: id, iblockId'] as const;
const FILTER = ['0', 'Required filter fields: iblockId'] as const;

const rows: [what: string, user: number, params: object, refusal: readonly [string, string]][] = [
  ['select a text', 99, { select: 'id', filter: 'id' }, notArray('select')],
  ['filter a text', 99, { filter: 'id', order: 'id' }, notArray('filter')],
  ['order a text', 99, { order: 'id' }, notArray('order')],
  ['no rights', 99, {}, ['200040300010', 'Access Denied']],
  ['no select', 2, {}, SELECT],
  ['select *', 2, { select: ['*'] }, SELECT],
  ['no iblockId in select', 2, { select: ['id'] }, SELECT],
  ['ID in select', 2, { select: ['ID', 'IBLOCK_ID'] }, SELECT],
  ['no filter', 2, { select: ['id', 'iblockId'] }, FILTER],
  ['iblockId null', 2, { ...IDS, filter: { iblockId: null } }, FILTER],
  ['iblockId empty', 2, { ...IDS, filter: { iblockId: '' } }, FILTER],
  ['iblockId under a prefix', 2, { ...IDS, filter: { '=iblockId': PRODUCTS } }, FILTER],
  ['IBLOCK_ID', 2, { ...IDS, filter: { IBLOCK_ID: PRODUCTS } }, FILTER],
];

describe.each(profiles)('in profile %s', (profile) => {
  it.each(rows)('catalog.product.list refuses %s', async (_what, user, params, refusal) => {
    const { as } = await testPortal({ profile });
    expect(await as(user)(METHOD, params)).toEqual(refused(profile, ...refusal));
  });

  it.each(faces)(
    '$entity: list refuses what its face does not hold',
    async ({ name, entity, iblockId }) => {
      const { as } = await testPortal({ profile });
      const list = (filter: object, user = 2) =>
        as(user)(`${entity}.list`, { select: ['id', 'iblockId'], filter });
      const unknown =
        name === 'product'
          ? refused(profile, '200040300000', 'Iblock Not Found')
          : refused(profile, '0', 'iblock is not catalog');

      for (const bad of [999, 0, -1, 'x', [iblockId, 999], { a: {} }]) {
        expect(await list({ iblockId: bad }), JSON.stringify(bad)).toEqual(unknown);
      }
      expect(await list({ iblockId })).toMatchObject({ status: 200, total: 0 });
      if (name !== 'product') {
        expect(await list({ iblockId: iblockId === OFFERS ? PRODUCTS : OFFERS })).toEqual(
          refused(profile, '0', 'productType is not allowed for this catalog'),
        );
      }
      expect(await list({}, 2)).toEqual(refused(profile, ...FILTER));
      expect(await list({}, 99)).toEqual(refused(profile, '200040300010', 'Access Denied'));
    },
  );
});
