import { describe, expect, it } from 'vitest';
import { BLUE_PNG, BMP, GIF, JPEG, PNG, WEBP } from '../images/fixtures.ts';
import { testPortal } from '../portal.ts';
import { type AnyRow, addImage, addProduct, faces, hashOf, ISO } from './_given.ts';

const METHOD = 'catalog.productImage.add';

describe('catalog.productImage.add', () => {
  it('answers the stored image, keys in order', async () => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    const answer = await portal.as(3)(METHOD, {
      fields: { productId },
      fileContent: ['photo.png', PNG],
    });
    const image = answer.result.productImage;

    expect(answer.status).toBe(200);
    expect(Object.keys(answer.result)).toEqual(['productImage']);
    expect(image).toEqual({
      createTime: expect.stringMatching(ISO),
      detailUrl: expect.stringMatching(
        /^\/upload\/iblock\/([0-9a-f]{3})\/\1[0-9a-f]{29}\/photo\.png$/,
      ),
      downloadUrl: expect.stringMatching(
        /^http:\/\/portal\.test\/rest\/3\/in-process\/download\/\?token=catalog%7C\S+%7C\S+$/,
      ),
      id: 1,
      name: 'photo.png',
      productId,
      type: 'MORE_PHOTO',
    });
    expect(Object.keys(image)).toEqual(Object.keys(image).sort());
    expect(await portal.storedHashes()).toEqual([hashOf(PNG)]);
  });

  it.each(faces)('takes an image of a $name', async ({ name }) => {
    const portal = await testPortal();
    const { id } = await addProduct(portal, name);
    expect(await addImage(portal, id, PNG)).toMatchObject({ productId: id, type: 'MORE_PHOTO' });
  });

  it.each([
    ['PNG', 'a.png', PNG],
    ['GIF', 'a.gif', GIF],
    ['JPEG', 'a.jpeg', JPEG],
    ['WebP', 'a.webp', WEBP],
    ['BMP', 'a.bmp', BMP],
    ['PNG under a JPEG name', 'test.jpeg', PNG],
    ['base64 in lines', 'a.png', PNG.replace(/(.{20})/g, '$1\r\n')],
    ['base64 for URLs', 'a.png', PNG.replaceAll('+', '-').replaceAll('/', '_')],
    ['base64 without padding', 'a.gif', GIF.replace(/=+$/, '')],
  ])('takes %s', async (_what, name, content) => {
    const portal = await testPortal();
    const { id } = await addProduct(portal);
    expect(await addImage(portal, id, content, { name })).toMatchObject({ name });
    expect(await portal.storedHashes()).toEqual([hashOf(content)]);
  });

  it.each([
    ['DETAIL_PICTURE', 'DETAIL_PICTURE'],
    ['PREVIEW_PICTURE', 'PREVIEW_PICTURE'],
    ['MORE_PHOTO', 'MORE_PHOTO'],
    ['detail_picture', 'MORE_PHOTO'],
    ['DETAIL_PICTURE ', 'MORE_PHOTO'],
    ['anything', 'MORE_PHOTO'],
    ['', 'MORE_PHOTO'],
    [null, 'MORE_PHOTO'],
    [7, 'MORE_PHOTO'],
  ])('type %j means %s', async (type, stored) => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    const { result } = await portal.as(1)(METHOD, {
      fields: { productId, type },
      fileContent: ['a.png', PNG],
    });
    expect(result.productImage.type).toBe(stored);
  });

  it.each(['DETAIL_PICTURE', 'PREVIEW_PICTURE'])(
    '%s replaces and drops the old bytes',
    async (type) => {
      const portal = await testPortal();
      const { id } = await addProduct(portal);
      await addImage(portal, id, GIF);
      const before = await addImage(portal, id, PNG, { type });
      const after = await addImage(portal, id, BLUE_PNG, { type });
      const { result } = await portal.as(1)('catalog.productImage.list', { productId: id });

      expect(after.id).not.toBe(before.id);
      expect(result.productImages.map((image: AnyRow) => image.type)).toEqual(['MORE_PHOTO', type]);
      expect(await portal.storedHashes()).toEqual([GIF, BLUE_PNG].map(hashOf).sort());
    },
  );

  it('MORE_PHOTO appends, equal names too', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal);
    const images = [];
    for (const content of [PNG, BLUE_PNG, PNG]) images.push(await addImage(portal, id, content));
    const { result } = await portal.as(1)('catalog.productImage.list', { productId: id });

    expect(result.productImages.map((image: AnyRow) => image.id)).toEqual(
      images.map(({ id }) => id),
    );
    expect(new Set(images.map(({ detailUrl }) => detailUrl)).size).toBe(3);
    expect(await portal.storedHashes()).toEqual([PNG, BLUE_PNG].map(hashOf).sort());
  });

  it.each([
    ['an object by position', { 0: 'a.png', 1: PNG }],
    ['extra items', ['a.png', PNG, 'ignored', GIF]],
    ['named items', { name: 'a.png', content: PNG }],
  ])('reads fileContent as %s', async (_what, fileContent) => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    const { result } = await portal.as(1)(METHOD, { fields: { productId }, fileContent });
    expect(result.productImage.name).toBe('a.png');
  });

  it.each([
    ['photo.jpe', 'photo.jpg'],
    ['evil.php.png', 'evil.png'],
    ['evil.PHTML.php5.gif', 'evil.gif'],
    ['.php.png', '_.png'],
    ['a/../../etc/b.png', 'a_.._.._etc_b.png'],
    ['C:\\x\\b.png', 'C__x_b.png'],
    ['<img onerror="x">.png', '_img onerror=_x__.png'],
    ['  spaced name.png  ', 'spaced name.png'],
    ['Ünïcode фото.png', 'Ünïcode фото.png'],
    [`${'n'.repeat(251)}.png`, `${'n'.repeat(251)}.png`],
  ])('stores the name %j as %j', async (name, stored) => {
    const portal = await testPortal();
    const { id } = await addProduct(portal);
    const image = await addImage(portal, id, PNG, { name });
    expect(image.name).toBe(stored);
    expect(image.detailUrl.split('/')).toHaveLength(6);
    expect(image.detailUrl.endsWith(`/${encodeURIComponent(stored)}`)).toBe(true);
  });

  it.each([['1'], [' 1 '], [1.0], ['1abc']])('takes productId %j', async (productId) => {
    const portal = await testPortal();
    await addProduct(portal);
    const { status } = await portal.as(1)(METHOD, {
      fields: { productId },
      fileContent: ['a.png', PNG],
    });
    expect(status).toBe(200);
  });
});
