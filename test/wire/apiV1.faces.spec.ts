import { expect, it } from 'vitest';
import { OFFERS, PRODUCTS } from '../portal.ts';
import { apiV1Shop, notFound, pngOf, SOFA, sofa, sofaImage } from './apiV1Shop.ts';

it('shows there an image that was added here, and the other way round', async () => {
  const { api, images, as, addImage } = await apiV1Shop();
  const admin = as(1);
  await addImage();
  const png = await pngOf('red');
  await admin('catalog.productImage.add', {
    fields: { productId: SOFA },
    fileContent: ['there.png', png.toString('base64')],
  });

  const there = (await admin('catalog.productImage.list', { productId: SOFA })).result
    .productImages;
  const { imageUrl } = sofaImage;
  expect(there).toMatchObject([
    {
      id: 1,
      productId: SOFA,
      name: 'new-sofa-1.jpg',
      type: 'MORE_PHOTO',
      detailUrl: imageUrl,
      downloadUrl: imageUrl,
    },
    { id: 2, productId: SOFA, name: 'there.png', type: 'MORE_PHOTO' },
  ]);
  expect((await api.get(`${images}/product/101`)).body).toEqual([
    { ...sofaImage, id: 1, type: 'MORE_PHOTO' },
    {
      id: 2,
      productId: SOFA,
      imageUrl: `http://portal.test${there[1].detailUrl}`,
      displayOrder: 2,
      type: 'MORE_PHOTO',
    },
  ]);
});

it.each([
  ['https://example.com/a/%D0%B4%D0%B8%D0%B2%D0%B0%D0%BD.png?x=1', 'диван.png'],
  ['https://example.com/a/photo', 'image'],
  ['https://example.com', 'image'],
  ['https://example.com/a/..%2F..%2Fetc.png', '.._.._etc.png'],
  ['https://example.com/%00.png', 'image'],
  ['https://example.com/%E0.png', 'image'],
  ['https://example.com/shell.php.png', 'shell.png'],
])('names the image at %s %s there', async (imageUrl, name) => {
  const { as, addImage } = await apiV1Shop();
  await addImage({ imageUrl });
  const { result } = await as(1)('catalog.productImage.get', { productId: SOFA, id: 1 });
  expect(result.productImage).toMatchObject({ name, detailUrl: imageUrl });
});

it('loses here what was deleted there, and the other way round', async () => {
  const { api, images, as, addImage } = await apiV1Shop();
  const admin = as(1);
  await addImage();
  await addImage();
  await admin('catalog.productImage.delete', { productId: SOFA, id: 1 });
  expect((await api.get(`${images}/1`)).body).toEqual(
    notFound('Product image not found with id: 1'),
  );
  expect((await api.delete(`${images}/1`)).status).toBe(404);

  expect((await api.delete(`${images}/2`)).status).toBe(204);
  expect(await admin('catalog.productImage.get', { productId: SOFA, id: 2 })).toMatchObject({
    error_description: 'productImage does not exist.',
  });
});

it('keeps text and place through calls of the other protocol', async () => {
  const { api, images, as, addImage } = await apiV1Shop();
  const admin = as(1);
  await addImage({ displayOrder: 5 });
  const before = (await api.get(`${images}/1`)).body;
  await admin('catalog.productImage.list', { productId: SOFA });
  await admin('catalog.productImage.get', { productId: SOFA, id: 1 });
  const file = [`x.png`, (await pngOf('red')).toString('base64')];
  await admin('catalog.productImage.add', { fields: { productId: SOFA }, fileContent: file });
  await admin('catalog.product.update', { id: SOFA, fields: { name: 'Couch' } });
  expect((await api.get(`${images}/1`)).body).toEqual(before);
  expect((await api.get(`${images}/2`)).body).toMatchObject({ displayOrder: 6 });
  expect(
    (await admin('catalog.productImage.list', { productId: SOFA })).result.productImages[0],
  ).not.toHaveProperty('altText');
});

it('shows detail and preview pictures with their type, and lets them be changed', async () => {
  const { api, images, as } = await apiV1Shop();
  const admin = as(1);
  const fileData = async (colour: string) => ({
    fileData: [`${colour}.png`, (await pngOf(colour)).toString('base64')],
  });
  await admin('catalog.product.update', {
    id: SOFA,
    fields: { detailPicture: await fileData('red'), previewPicture: await fileData('blue') },
  });
  const { body } = await api.get(`${images}/product/101`);
  expect(body.map(({ type }: { type: string }) => type)).toEqual([
    'DETAIL_PICTURE',
    'PREVIEW_PICTURE',
  ]);

  const patched = await api.patch(`${images}/1`).send({ altText: 'Front', type: 'MORE_PHOTO' });
  expect(patched.body).toEqual({ ...body[0], altText: 'Front' });
  const detail = async (id: number) =>
    (await admin('catalog.product.get', { id })).result.product.detailPicture;
  expect(await detail(SOFA)).toMatchObject({ id: '1' });

  await admin('catalog.product.update', {
    id: 102,
    fields: { detailPicture: await fileData('green') },
  });
  expect((await api.patch(`${images}/1`).send({ productId: 102 })).body).toMatchObject({
    id: 1,
    productId: 102,
    type: 'DETAIL_PICTURE',
  });
  expect(await detail(SOFA)).toBeNull();
  expect(await detail(102)).toMatchObject({ id: '1' });
  expect((await api.get(`${images}/product/102`)).body).toHaveLength(1);
  await api.delete(`${images}/1`);
  expect(await detail(102)).toBeNull();
});

it('asks for the MORE_PHOTO property like the other protocol', async () => {
  const { api, images, store, addImage } = await apiV1Shop();
  await addImage();
  await store.write(async ({ query }) => {
    await query.deleteFrom('productProperty').where('iblockId', '=', PRODUCTS).execute();
  });
  const answer = await api.post(images).send(sofaImage);
  expect([answer.status, answer.body]).toEqual([
    400,
    {
      status: 400,
      error: 'Bad Request',
      message: 'Image product property does not exists. Create MORE_PHOTO property',
    },
  ]);
});

it('takes images of variations', async () => {
  const { api, images, as } = await apiV1Shop();
  const fields = { iblockId: OFFERS, name: 'Sofa, red', parentId: SOFA };
  const { id } = (await as(1)('catalog.product.offer.add', { fields })).result.offer;
  const added = await api.post(images).send({ ...sofaImage, productId: id });
  expect([added.status, added.body.productId]).toEqual([201, id]);
});

it('puts new products in the first catalog that holds no variations', async () => {
  const { api, as, store } = await apiV1Shop();
  const catalog = { lid: 's1', subscription: 'N', name: 'x', skuPropertyId: null, vatId: null };
  await store.write(async ({ query }) => {
    const more = { ...catalog, iblockTypeId: 0, id: 3, iblockId: 3, productIblockId: PRODUCTS };
    await query.insertInto('catalog').values(more).execute();
  });
  const { id } = (await api.post('/api/v1/products').send(sofa)).body;
  const { result } = await as(1)('catalog.product.get', { id });
  expect(result.product.iblockId).toBe(PRODUCTS);
});

it('serves the same methods to a webhook', async () => {
  const { as, addImage } = await apiV1Shop();
  await addImage();
  expect(await as(1)('apiV1.productImage.delete', { id: 1 })).toMatchObject({
    status: 200,
    result: true,
  });
  expect(await as(1)('apiV1.productImage.delete', { id: 1 })).toMatchObject({
    status: 404,
    error: 'NOT_FOUND',
    error_description: 'Product image not found with id: 1',
  });
  expect(await as(2)('apiV1.productImage.deleteAll', { productId: SOFA })).toMatchObject({
    status: 400,
    error: 200040300020,
  });
});
