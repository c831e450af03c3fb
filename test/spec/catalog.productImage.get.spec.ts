import { describe, expect, it } from 'vitest';
import { GIF, PNG } from '../images/fixtures.ts';
import { testPortal } from '../portal.ts';
import { addImage, addProduct, faces, photoProperty, profiles, refused } from './_given.ts';
import { badIntegers } from './_integers.ts';

const METHOD = 'catalog.productImage.get';

describe('catalog.productImage.get', () => {
  it.each(faces)(
    'reads an image of a $name as it was added, under a fresh link',
    async ({ name }) => {
      const portal = await testPortal();
      const { id: productId } = await addProduct(portal, name);
      const added = await addImage(portal, productId, PNG);
      const { status, result } = await portal.as(1)(METHOD, { id: added.id, productId });
      const { downloadUrl, ...rest } = result.productImage;

      expect(status).toBe(200);
      expect(added).toMatchObject(rest);
      expect(Object.keys(result.productImage)).toEqual(Object.keys(added));
      expect(downloadUrl).toMatch(
        /^http:\/\/portal\.test\/rest\/1\/in-process\/download\/\?token=catalog%7C/,
      );
      expect(downloadUrl).not.toBe(added.downloadUrl);
    },
  );

  it.each(['DETAIL_PICTURE', 'PREVIEW_PICTURE', 'MORE_PHOTO'])('reads a %s', async (type) => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    const { id } = await addImage(portal, productId, GIF, { type, name: 'a.gif' });
    const { result } = await portal.as(1)(METHOD, { id: String(id), productId: ` ${productId} ` });
    expect(result.productImage).toMatchObject({ id, productId, type, name: 'a.gif' });
  });

  it('reads a picture that came with its product', async () => {
    const portal = await testPortal();
    const product = await addProduct(portal, 'product', {
      detailPicture: { fileData: ['d.png', PNG] },
    });
    const call = { id: product.detailPicture.id, productId: product.id };
    const { result } = await portal.as(1)(METHOD, call);
    expect(result.productImage).toMatchObject({ type: 'DETAIL_PICTURE', name: 'd.png' });
  });

  it.each(['CATALOG.PRODUCTIMAGE.GET', 'catalog.productimage.get'])(
    'is called %s too',
    async (name) => {
      const portal = await testPortal();
      const { id: productId } = await addProduct(portal);
      const { id } = await addImage(portal, productId, PNG);
      expect(await portal.as(1)(name, { id, productId })).toMatchObject({ status: 200 });
    },
  );

  it.each([
    ['a reader', ['catalog.read']],
    ['a viewer', ['catalog.view']],
  ])('is open to %s', async (_who, rights) => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    const { id } = await addImage(portal, productId, PNG);
    const caller = portal.as(await portal.userWith(...rights));
    expect(await caller(METHOD, { id, productId })).toMatchObject({ status: 200 });
  });

  it.each(badIntegers('id'))('refuses id: %s', async (_what, id, message) => {
    const { as } = await testPortal();
    expect(await as(99)(METHOD, { id, productId: 'x' })).toEqual(
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

const NOT_FOUND = ['0', 'Product was not found'] as const;
const MISSING = ['', 'productImage does not exist.'] as const;

/** The portal holds product 1 with image 1 and product 2 with image 2. */
const rows: [what: string, user: number, params: object, refusal: readonly [string, string]][] = [
  ['no arguments', 99, {}, ['100', 'Could not find value for parameter {id}']],
  ['no productId', 99, { id: 1 }, ['100', 'Could not find value for parameter {productId}']],
  ['no rights', 99, { id: 999, productId: 999 }, ['200040300010', 'Access Denied']],
  ['an unknown product', 2, { id: 999, productId: 999 }, NOT_FOUND],
  ['product 0', 2, { id: 999, productId: 0 }, NOT_FOUND],
  ['a negative product', 2, { id: 1, productId: -1 }, NOT_FOUND],
  ['an unknown image', 2, { id: 999, productId: 1 }, MISSING],
  ['image 0', 2, { id: 0, productId: 1 }, MISSING],
  ['a negative image', 2, { id: -1, productId: 1 }, MISSING],
  ['an image of another product', 2, { id: 2, productId: 1 }, MISSING],
];

describe.each(profiles)('catalog.productImage.get refuses in profile %s', (profile) => {
  it.each(rows)('%s', async (_what, user, params, [code, message]) => {
    const portal = await testPortal({ profile });
    for (const content of [PNG, GIF]) {
      await addImage(portal, (await addProduct(portal)).id, content);
    }
    expect(await portal.as(user)(METHOD, params)).toEqual(refused(profile, code, message));
  });

  it.each(['missing', { active: 'N' }, { propertyType: 'S' }] as const)(
    'an image whose MORE_PHOTO property is %j, and no other one',
    async (change) => {
      const portal = await testPortal({ profile });
      const { id: productId } = await addProduct(portal);
      const photo = await addImage(portal, productId, PNG);
      const detail = await addImage(portal, productId, PNG, { type: 'DETAIL_PICTURE' });
      await photoProperty(portal, change);
      const get = (id: number) => portal.as(1)(METHOD, { id, productId });

      expect(await get(photo.id)).toEqual(refused(profile, ...MISSING));
      expect(await get(detail.id)).toMatchObject({ status: 200 });
    },
  );

  it('a call outside the scope', async () => {
    const { as } = await testPortal({ profile });
    expect(await as(1, ['crm'])(METHOD)).toMatchObject({
      status: profile === 'live' ? 401 : 403,
      error: 'insufficient_scope',
    });
  });
});
