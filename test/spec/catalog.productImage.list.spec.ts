import { describe, expect, it } from 'vitest';
import { BLUE_PNG, GIF, PNG } from '../images/fixtures.ts';
import { testPortal } from '../portal.ts';
import {
  type AnyRow,
  addImage,
  addProduct,
  faces,
  photoProperty,
  profiles,
  refused,
} from './_given.ts';
import { badIntegers } from './_integers.ts';

const METHOD = 'catalog.productImage.list';
const ALL = ['createTime', 'detailUrl', 'downloadUrl', 'id', 'name', 'productId', 'type'];

describe('catalog.productImage.list', () => {
  it.each(faces)('lists the images of one $name by id, and no others', async ({ name }) => {
    const portal = await testPortal();
    const other = await addProduct(portal);
    const { id: productId } = await addProduct(portal, name);
    await addImage(portal, other.id, PNG);
    const added = [
      await addImage(portal, productId, PNG),
      await addImage(portal, productId, BLUE_PNG, { type: 'DETAIL_PICTURE' }),
      await addImage(portal, productId, GIF, { type: 'PREVIEW_PICTURE' }),
      await addImage(portal, productId, PNG),
    ];
    const answer = await portal.as(2)(METHOD, { productId });

    expect(Object.keys(answer)).toEqual(['status', 'result', 'total', 'time']);
    expect(Object.keys(answer.result)).toEqual(['productImages']);
    expect(answer.result.productImages).toEqual(
      added.map(({ downloadUrl: _fresh, ...image }) => ({
        ...image,
        downloadUrl: expect.any(String),
      })),
    );
    expect(Object.keys(answer.result.productImages[0])).toEqual(ALL);
    expect(answer.total).toBe(4);
  });

  it('answers an empty list for a product without images', async () => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    const { result, total } = await portal.as(1)(METHOD, { productId });
    expect({ result, total }).toEqual({ result: { productImages: [] }, total: 0 });
  });

  it.each([
    ['absent', undefined, ALL],
    ['empty', [], ALL],
    ['*', ['*'], ALL],
    ['a name and *', ['id', '*'], ALL],
    ['nothing known', ['nope', 'ID', 'PRODUCT_ID'], ALL],
    ['a name in snake case', ['product_id'], ['productId']],
    ['nothing usable', [null, 1, { a: 1 }, ['id']], ALL],
    ['one name', ['id'], ['id']],
    ['names in another order', ['type', 'name', 'id'], ['id', 'name', 'type']],
    ['a name twice', ['id', 'id'], ['id']],
    ['known and unknown', ['nope', 'name'], ['name']],
    ['an object', { 0: 'id', x: 'type' }, ['id', 'type']],
    ['the names of objects', ['constructor', '__proto__', 'id'], ['id']],
  ])('select: %s', async (_what, select, keys) => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    await addImage(portal, productId, PNG);
    const { result, total } = await portal.as(1)(METHOD, { productId, select });
    expect(Object.keys(result.productImages[0])).toEqual(keys);
    expect(total).toBe(1);
  });

  it.each([[0], [1], [50], [75], ['50'], [1e9], [-2]])(
    'start=%j changes nothing',
    async (start) => {
      const portal = await testPortal();
      const { id: productId } = await addProduct(portal);
      for (let n = 0; n < 51; n += 1) await addImage(portal, productId, n % 2 ? PNG : GIF);
      const { result, total, next } = await portal.as(1)(METHOD, { productId, start });
      expect(result.productImages.map((image: AnyRow) => image.id)).toEqual(
        Array.from({ length: 51 }, (_, n) => n + 1),
      );
      expect({ total, next }).toEqual({ total: 51, next: undefined });
    },
  );

  it.each([[-1], ['-1']])('start=%j leaves out the total', async (start) => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    await addImage(portal, productId, PNG);
    const answer = await portal.as(1)(METHOD, { productId, start });
    expect(Object.keys(answer)).toEqual(['status', 'result', 'time']);
    expect(answer.result.productImages).toHaveLength(1);
  });

  it.each(['missing', { active: 'N' }, { propertyType: 'S' }] as const)(
    'leaves out MORE_PHOTO while its property is %j',
    async (change) => {
      const portal = await testPortal();
      const { id: productId } = await addProduct(portal);
      await addImage(portal, productId, PNG);
      const detail = await addImage(portal, productId, PNG, { type: 'DETAIL_PICTURE' });
      await photoProperty(portal, change);
      const { result, total } = await portal.as(1)(METHOD, { productId, select: ['id'] });
      expect({ result, total }).toEqual({
        result: { productImages: [{ id: detail.id }] },
        total: 1,
      });
    },
  );

  it.each(badIntegers('productId'))('refuses productId: %s', async (_what, productId, message) => {
    const { as } = await testPortal();
    expect(await as(99)(METHOD, { productId, select: 1 })).toEqual(
      refused('documented', '100', message),
    );
  });
});

const EMPTY = ['0', 'Empty productID'] as const;
const notArray = (shown: string) =>
  [
    '100',
    `Invalid value {${shown}} to match with parameter {select}. Should be value of type array.`,
  ] as const;

const rows: [what: string, user: number, params: object, refusal: readonly [string, string]][] = [
  ['no arguments', 99, {}, ['100', 'Could not find value for parameter {productId}']],
  ['select a text', 99, { productId: 0, select: 'id' }, notArray('id')],
  ['select a number', 99, { productId: 0, select: 5 }, notArray('5')],
  ['select true', 99, { productId: 0, select: true }, notArray('true')],
  ['no rights', 99, { productId: 0 }, ['200040300010', 'Access Denied']],
  ['product 0', 2, { productId: 0 }, EMPTY],
  ['product 0 as text', 2, { productId: '0' }, EMPTY],
  ['a negative product', 2, { productId: -7 }, EMPTY],
  ['an unknown product', 2, { productId: 999 }, ['0', 'Product was not found']],
];

describe.each(profiles)('catalog.productImage.list refuses in profile %s', (profile) => {
  it.each(rows)('%s', async (_what, user, params, [code, message]) => {
    const { as } = await testPortal({ profile });
    expect(await as(user)(METHOD, params)).toEqual(refused(profile, code, message));
  });

  it('a call outside the scope', async () => {
    const { as } = await testPortal({ profile });
    expect(await as(1, [])(METHOD, { productId: 1 })).toMatchObject({
      status: profile === 'live' ? 401 : 403,
      error: 'insufficient_scope',
    });
  });
});
