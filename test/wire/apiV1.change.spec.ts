import { describe, expect, it } from 'vitest';
import { apiV1Shop, invalid, notFound, SOFA, sofaImage } from './apiV1Shop.ts';

const stored = { ...sofaImage, id: 1, type: 'MORE_PHOTO' };
const other = 'https://cdn.example.com/a%20b/chair.webp?v=2#x';

describe('PUT', () => {
  it('replaces: an absent text is gone, an absent order stays', async () => {
    const { api, images, addImage } = await apiV1Shop();
    await addImage({ displayOrder: 5 });
    const put = await api.put(`${images}/1`).send({ productId: SOFA, imageUrl: other });
    const expected = {
      id: 1,
      productId: SOFA,
      imageUrl: other,
      displayOrder: 5,
      type: 'MORE_PHOTO',
    };
    expect([put.status, put.body]).toEqual([200, expected]);
    expect((await api.get(`${images}/1`)).body).toEqual(expected);
  });

  it('takes what GET answers and changes nothing', async () => {
    const { api, images, addImage } = await apiV1Shop();
    await addImage();
    const { body } = await api.get(`${images}/1`);
    expect((await api.put(`${images}/1`).send(body)).body).toEqual(body);
    expect((await api.get(`${images}/1`)).body).toEqual(stored);
  });

  it('moves to another product, to its end', async () => {
    const { api, images, addImage } = await apiV1Shop();
    await addImage();
    await addImage({ productId: 102, displayOrder: 9 });
    const put = await api.put(`${images}/1`).send({ productId: 102, imageUrl: other });
    expect(put.body).toMatchObject({ id: 1, productId: 102, displayOrder: 10 });
    expect((await api.get(`${images}/product/101`)).body).toEqual([]);
  });

  it('asks for the required fields', async () => {
    const { api, images, addImage } = await apiV1Shop();
    await addImage();
    const put = await api.put(`${images}/1`).send({ id: 1 });
    expect([put.status, put.body]).toEqual([
      400,
      invalid(['productId', 'Product ID is required'], ['imageUrl', 'Image URL is required']),
    ]);
    expect((await api.get(`${images}/1`)).body).toEqual(stored);
  });
});

describe('PATCH', () => {
  it.each([
    [{ altText: 'Red' }, { ...stored, altText: 'Red' }],
    [{ altText: '' }, { ...stored, altText: '' }],
    [{ altText: null }, { ...stored, altText: undefined }],
    [{ displayOrder: 0 }, { ...stored, displayOrder: 0 }],
    [{ displayOrder: null }, stored],
    [
      { imageUrl: other, id: 77, type: 'X', unknown: { a: [1] } },
      { ...stored, imageUrl: other },
    ],
    [{ productId: 102 }, { ...stored, productId: 102 }],
    [{}, stored],
  ])('%j', async (patch, expected) => {
    const { api, images, addImage } = await apiV1Shop();
    await addImage();
    const answer = await api
      .patch(`${images}/1`)
      .type('application/merge-patch+json')
      .send(JSON.stringify(patch));
    const wanted = JSON.parse(JSON.stringify(expected));
    expect([answer.status, answer.body]).toEqual([200, wanted]);
    expect((await api.get(`${images}/1`)).body).toEqual(wanted);
  });

  it.each([
    [{ productId: null }, invalid(['productId', 'Product ID is required'])],
    [{ imageUrl: null }, invalid(['imageUrl', 'Image URL is required'])],
    [{ altText: 5 }, invalid(['altText', 'Alt text must be a text of at most 1000 characters'])],
    [{ productId: 9999 }, notFound('Product not found with id: 9999')],
  ])('refuses %j', async (patch, expected) => {
    const { api, images, addImage } = await apiV1Shop();
    await addImage();
    const answer = await api.patch(`${images}/1`).send(patch);
    expect([answer.status, answer.body]).toEqual([expected.status, expected]);
    expect((await api.get(`${images}/1`)).body).toEqual(stored);
  });
});

it.each(['put', 'patch'] as const)('%s answers 404 for an unknown image', async (verb) => {
  const { api, images } = await apiV1Shop();
  const answer = await api[verb](`${images}/999`).send(sofaImage);
  expect([answer.status, answer.body]).toEqual([
    404,
    notFound('Product image not found with id: 999'),
  ]);
});
