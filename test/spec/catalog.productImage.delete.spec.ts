import { describe, expect, it } from 'vitest';
import { BLUE_PNG, GIF, PNG } from '../images/fixtures.ts';
import { testPortal } from '../portal.ts';
import { addImage, addProduct, faces, hashOf, photoProperty, profiles, refused } from './_given.ts';
import { badIntegers } from './_integers.ts';

const METHOD = 'catalog.productImage.delete';

describe('catalog.productImage.delete', () => {
  it.each(faces)('removes an image of a $name and its bytes; answers true', async ({ name }) => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal, name);
    const { id } = await addImage(portal, productId, PNG);
    const kept = await addImage(portal, productId, GIF);
    const answer = await portal.as(3)(METHOD, { productId, id });
    const list = await portal.as(1)('catalog.productImage.list', { productId, select: ['id'] });

    expect(Object.keys(answer)).toEqual(['status', 'result', 'time']);
    expect(answer).toMatchObject({ status: 200, result: true });
    expect(list.result.productImages).toEqual([{ id: kept.id }]);
    expect(await portal.storedHashes()).toEqual([hashOf(GIF)]);
  });

  it.each(['DETAIL_PICTURE', 'PREVIEW_PICTURE', 'MORE_PHOTO'])('removes a %s', async (type) => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    const { id } = await addImage(portal, productId, PNG, { type });
    expect(await portal.as(1)(METHOD, { productId, id: String(id) })).toMatchObject({
      result: true,
    });
    const { result } = await portal.as(1)('catalog.product.get', { id: productId });
    expect(result.product).toMatchObject({ detailPicture: null, previewPicture: null });
    expect(await portal.storedHashes()).toEqual([]);
  });

  it('keeps bytes that another image has too, until the last one goes', async () => {
    const portal = await testPortal();
    const first = (await addProduct(portal)).id;
    const second = (await addProduct(portal)).id;
    const one = await addImage(portal, first, PNG);
    const two = await addImage(portal, second, PNG, { type: 'DETAIL_PICTURE' });
    const three = await addImage(portal, second, BLUE_PNG);

    await portal.as(1)(METHOD, { productId: first, id: one.id });
    expect(await portal.storedHashes()).toEqual([PNG, BLUE_PNG].map(hashOf).sort());
    await portal.as(1)(METHOD, { productId: second, id: two.id });
    expect(await portal.storedHashes()).toEqual([hashOf(BLUE_PNG)]);
    await portal.as(1)(METHOD, { productId: second, id: three.id });
    expect(await portal.storedHashes()).toEqual([]);
  });

  it('finds an image once', async () => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    const { id } = await addImage(portal, productId, PNG);
    const answers = await Promise.all([1, 2, 3].map(() => portal.as(1)(METHOD, { productId, id })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  });

  it('never gives the id of a deleted image to a new one', async () => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    const { id } = await addImage(portal, productId, PNG);
    await portal.as(1)(METHOD, { productId, id });
    expect((await addImage(portal, productId, PNG)).id).toBeGreaterThan(id);
  });

  it.each(badIntegers('id'))('refuses id: %s', async (_what, id, message) => {
    const { as } = await testPortal();
    expect(await as(99)(METHOD, { id, productId: [] })).toEqual(
      refused('documented', '100', message),
    );
  });

  it.each(badIntegers('productId'))('refuses productId: %s', async (_what, productId, message) => {
    const { as } = await testPortal();
    expect(await as(99)(METHOD, { id: 1, productId })).toEqual(
      refused('documented', '100', message),
    );
  });
});

const DENIED = ['200040300020', 'Access Denied'] as const;
const NOT_FOUND = ['0', 'Product was not found'] as const;
const MISSING = ['', 'productImage does not exist.'] as const;

/** VIEWER has the area's right and none to elements. Product 1 has image 1, product 2 image 2. */
const VIEWER = 0;
const rows: [what: string, user: number, params: object, refusal: readonly [string, string]][] = [
  ['no arguments', 99, {}, ['100', 'Could not find value for parameter {id}']],
  ['no id', 99, { productId: 1 }, ['100', 'Could not find value for parameter {id}']],
  ['no productId', 99, { id: 1 }, ['100', 'Could not find value for parameter {productId}']],
  [
    'names in upper case',
    1,
    { ID: 1, PRODUCT_ID: 1 },
    ['100', 'Could not find value for parameter {id}'],
  ],
  ['no right to the catalog', 99, { id: 999, productId: 999 }, DENIED],
  ['a reader', 2, { id: 999, productId: 999 }, DENIED],
  ['an unknown product', VIEWER, { id: 1, productId: 999 }, NOT_FOUND],
  ['product 0', VIEWER, { id: 1, productId: 0 }, NOT_FOUND],
  ['a negative product', VIEWER, { id: 1, productId: -1 }, NOT_FOUND],
  ['no right to the product', VIEWER, { id: 999, productId: 1 }, DENIED],
  ['an unknown image', 3, { id: 999, productId: 1 }, MISSING],
  ['image 0', 3, { id: 0, productId: 1 }, MISSING],
  ['a negative image', 3, { id: -1, productId: 1 }, MISSING],
  ['an image of another product', 1, { id: 2, productId: 1 }, MISSING],
];

describe.each(profiles)('catalog.productImage.delete refuses in profile %s', (profile) => {
  it.each(rows)('%s, and removes nothing', async (_what, user, params, [code, message]) => {
    const portal = await testPortal({ profile });
    for (const content of [PNG, GIF]) {
      await addImage(portal, (await addProduct(portal)).id, content);
    }
    const caller = user === VIEWER ? await portal.userWith('catalog.view') : user;

    expect(await portal.as(caller)(METHOD, params)).toEqual(refused(profile, code, message));
    expect(await portal.storedHashes()).toEqual([PNG, GIF].map(hashOf).sort());
  });

  it('sends the codes as the profile has them', async () => {
    const { as } = await testPortal({ profile });
    const denied = await as(99)(METHOD, { id: 1, productId: 1 });
    const { id: productId } = (
      await as(1)('catalog.product.add', { fields: { iblockId: 14, name: 'x' } })
    ).result.element;
    const missing = await as(1)(METHOD, { id: 1, productId });
    expect([denied.error, missing.error]).toEqual(
      profile === 'documented' ? [200040300020, 0] : ['200040300020', ''],
    );
  });

  it.each(['missing', { active: 'N' }, { propertyType: 'S' }] as const)(
    'an image whose MORE_PHOTO property is %j',
    async (change) => {
      const portal = await testPortal({ profile });
      const { id: productId } = await addProduct(portal);
      const { id } = await addImage(portal, productId, PNG);
      await photoProperty(portal, change);
      expect(await portal.as(1)(METHOD, { id, productId })).toEqual(refused(profile, ...MISSING));
      expect(await portal.storedHashes()).toEqual([hashOf(PNG)]);
    },
  );

  it('a call outside the scope', async () => {
    const { as } = await testPortal({ profile });
    expect(await as(1, [])(METHOD, { id: 1, productId: 1 })).toMatchObject({
      status: profile === 'live' ? 401 : 403,
      error: 'insufficient_scope',
    });
  });
});
