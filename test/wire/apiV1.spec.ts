import { expect, it } from 'vitest';
import { apiV1Shop, idsOf, invalid, notFound, SOFA, sofaImage } from './apiV1Shop.ts';

type Placed = { readonly id: number; readonly displayOrder: number };

/** The lines of the user's document (seeds/000_2f8c3b3ec69de0a1.txt), as they are printed. */
it('runs the document: delete one, delete all, upload anew, delete the product', async () => {
  const { api, addImage } = await apiV1Shop();
  const json = { 'Content-Type': 'application/json' };
  expect(await addImage()).toBe(1);

  const deleted = await api.delete('/api/v1/product-images/1').set(json);
  expect([deleted.status, deleted.text]).toEqual([204, '']);
  const again = await api.delete('/api/v1/product-images/1');
  expect([again.status, again.body]).toEqual([404, notFound('Product image not found with id: 1')]);
  const unknown = await api.delete('/api/v1/product-images/999');
  expect(unknown.text).toBe(
    '{"status":404,"error":"Not Found","message":"Product image not found with id: 999"}',
  );

  await addImage();
  await addImage();
  await addImage({ productId: 102 });
  expect((await api.delete('/api/v1/product-images/product/101').set(json)).status).toBe(204);
  expect((await api.delete('/api/v1/product-images/product/101')).status).toBe(204);
  expect((await api.delete('/api/v1/product-images/product/9999')).status).toBe(204);
  expect((await api.get('/api/v1/product-images')).body).toMatchObject([{ productId: 102 }]);

  const added = await api
    .post('/api/v1/product-images')
    .set(json)
    .send(
      '{"productId": 101,"imageUrl": "https://example.com/images/new-sofa-1.jpg","altText": "New sofa image","displayOrder": 1}',
    );
  expect(added.status).toBe(201);
  expect(added.headers.location).toBe(`/api/v1/product-images/${added.body.id}`);
  expect(added.text).toBe(
    `{"id":${added.body.id},"productId":101,"imageUrl":"https://example.com/images/new-sofa-1.jpg","altText":"New sofa image","displayOrder":1,"type":"MORE_PHOTO"}`,
  );

  expect((await api.delete('/api/v1/products/101')).status).toBe(204);
  expect((await api.get('/api/v1/product-images/product/101')).body).toEqual([]);
  expect((await api.delete('/api/v1/products/101')).body).toEqual(
    notFound('Product not found with id: 101'),
  );
});

it('reads one image, all by id, and pages', async () => {
  const { api, images, addImage } = await apiV1Shop();
  expect((await api.get(images)).body).toEqual([]);
  for (const displayOrder of [3, 2, 1]) await addImage({ displayOrder });

  const one = await api.get(`${images}/2`);
  expect([one.status, one.body]).toEqual([
    200,
    { ...sofaImage, id: 2, displayOrder: 2, type: 'MORE_PHOTO' },
  ]);
  expect(one.headers['content-type']).toBe('application/json; charset=utf-8');
  expect((await api.get(`${images}/4`)).body).toEqual(
    notFound('Product image not found with id: 4'),
  );

  const ids = async (path: string) => idsOf((await api.get(`${images}${path}`)).body);
  expect(await ids('')).toEqual([1, 2, 3]);
  expect(await ids('/pagination?page=0&pageSize=2')).toEqual([1, 2]);
  expect(await ids('/pagination?page=1&pageSize=2')).toEqual([3]);
  expect(await ids('/pagination?page=2&pageSize=2')).toEqual([]);
  for (let n = 0; n < 8; n++) await addImage();
  expect(await ids('/pagination')).toHaveLength(10);
  expect(await ids('/pagination?page=1')).toEqual([11]);
  expect(await ids('')).toHaveLength(11);
});

it('gives the images of a product by id, in order, and the primary one', async () => {
  const { api, images, addImage } = await apiV1Shop();
  await addImage({ displayOrder: 7 });
  await addImage({ displayOrder: 2 });
  await addImage({ displayOrder: 2 });
  await addImage({ productId: 102, displayOrder: 0 });
  await addImage({ displayOrder: undefined });
  const of = (path: string) => api.get(`${images}/product/${path}`);
  const ids = async (path: string) => idsOf((await of(path)).body);

  expect(await ids('101')).toEqual([1, 2, 3, 5]);
  expect(await ids('101/ordered')).toEqual([2, 3, 1, 5]);
  expect((await of('101/primary')).body).toMatchObject({ id: 2, displayOrder: 2 });
  expect((await api.get(`${images}/5`)).body.displayOrder).toBe(8);
  expect((await of('102/primary')).body.id).toBe(4);

  for (const list of ['9999', '9999/ordered']) {
    expect([(await of(list)).status, (await of(list)).body]).toEqual([200, []]);
  }
  expect((await of('9999/primary')).body).toEqual(
    notFound('Primary image not found for product with id: 9999'),
  );
});

it('puts the images of a product in a new order', async () => {
  const { api, images, addImage } = await apiV1Shop();
  for (let n = 0; n < 4; n++) await addImage({ displayOrder: undefined });
  const foreign = await addImage({ productId: 102 });
  const put = (order: unknown, product = SOFA) =>
    api.put(`${images}/product/${product}/order`).send(order as object);

  const { status, body } = await put([3, 1]);
  expect(status).toBe(200);
  expect(body.map((image: Placed) => [image.id, image.displayOrder])).toEqual([
    [3, 1],
    [1, 2],
    [2, 3],
    [4, 4],
  ]);
  expect((await api.get(`${images}/product/101/ordered`)).body).toEqual(body);
  expect((await put([])).body).toEqual(body);

  const refused = (message: string) => invalid(['imageIds', message]);
  expect((await put([3, foreign])).body).toEqual(
    refused(`Product image not found with id: ${foreign}`),
  );
  expect((await put([3, 1, 3])).body).toEqual(refused('Image IDs name 3 twice'));
  for (const wrong of ['3', 3.5, null, [3]]) {
    expect((await put([wrong])).body).toEqual(refused('Image IDs must be integers'));
  }
  expect((await put([1], 9999)).body).toEqual(notFound('Product not found with id: 9999'));
  expect((await put({ ids: [1] })).body.message).toBe('Malformed JSON or incorrect types');
  expect((await api.get(`${images}/product/101/ordered`)).body).toEqual(body);
});
