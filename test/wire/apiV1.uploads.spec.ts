import { describe, expect, it } from 'vitest';
import {
  ADDRESS,
  apiV1Shop,
  dataUrl,
  invalid,
  notFound,
  pathOf,
  pngOf,
  SOFA,
  sha,
  sofaImage,
} from './apiV1Shop.ts';

describe('a data URL', () => {
  it('is stored and served under an address of this server', async () => {
    const { api, images, storedHashes } = await apiV1Shop();
    const png = await pngOf('red');
    const { body, status } = await api.post(images).send({ ...sofaImage, imageUrl: dataUrl(png) });
    expect([status, { ...body, imageUrl: undefined }]).toEqual([
      201,
      { ...sofaImage, imageUrl: undefined, id: 1, type: 'MORE_PHOTO' },
    ]);
    expect((await api.get(`${images}/1`)).body).toEqual(body);

    const path = pathOf(body.imageUrl);
    const file = await api.get(path);
    expect([file.status, file.headers['content-type'], file.body]).toEqual([200, 'image/png', png]);
    expect(path.endsWith('/image.png')).toBe(true);
    expect((await api.get(path.replace('image.png', 'other.png'))).status).toBe(404);
    expect((await api.get(path.replace(/.\/image/, '_/image'))).status).toBe(404);

    expect(await storedHashes()).toEqual([sha(png)]);
    await api.delete(`${images}/1`);
    expect((await api.get(path)).status).toBe(404);
    expect(await storedHashes()).toEqual([]);
  });

  it('goes with all images of its product, unless another one has the same bytes', async () => {
    const { api, images, storedHashes } = await apiV1Shop();
    const [red, blue] = [await pngOf('red'), await pngOf('blue')];
    const add = (productId: number, imageUrl: string) =>
      api.post(images).send({ productId, imageUrl });
    await add(SOFA, dataUrl(red));
    await add(SOFA, dataUrl(blue));
    await add(102, dataUrl(blue));
    await api.delete(`${images}/product/101`);
    expect(await storedHashes()).toEqual([sha(blue)]);
    await api.delete('/api/v1/products/102');
    expect(await storedHashes()).toEqual([]);
  });

  it.each([
    'data:image/png;base64,',
    'data:image/png;base64,aGVsbG8=',
    'data:image/png;base64,%%%%',
    dataUrl(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'),
    dataUrl(Buffer.from('<html><script>alert(1)</script>')),
  ])('that is no image is refused: %s', async (imageUrl) => {
    const { api, images, storedHashes } = await apiV1Shop();
    const answer = await api.post(images).send({ ...sofaImage, imageUrl });
    expect([answer.status, answer.body]).toEqual([
      400,
      invalid(['imageUrl', 'Image URL holds no image']),
    ]);
    expect(await storedHashes()).toEqual([]);
  });

  it('leaves no bytes behind a refusal', async () => {
    const { api, images, storedHashes } = await apiV1Shop();
    const imageUrl = dataUrl(await pngOf('red'));
    const lost = await api.post(images).send({ ...sofaImage, productId: 9, imageUrl });
    expect(lost.body).toEqual(notFound('Product not found with id: 9'));
    expect(await storedHashes()).toEqual([]);
  });
});

describe('a file', () => {
  const post = async (type = 'image/png', name = 'диван №1.png') => {
    const shop = await apiV1Shop();
    const answer = await shop.api
      .post(shop.images)
      .field('productId', '101')
      .field('altText', '7')
      .attach('file', await pngOf('blue'), { filename: name, contentType: type });
    return { ...shop, answer };
  };

  it('comes beside its fields', async () => {
    const { api, answer } = await post();
    expect([answer.status, answer.headers.location]).toEqual([201, '/api/v1/product-images/1']);
    expect(answer.body).toEqual({
      id: 1,
      productId: SOFA,
      imageUrl: expect.stringMatching(ADDRESS),
      altText: '7',
      displayOrder: 1,
      type: 'MORE_PHOTO',
    });
    const path = pathOf(answer.body.imageUrl);
    expect(decodeURIComponent(path)).toMatch(/\/диван №1\.png$/);
    expect((await api.get(path)).body).toEqual(await pngOf('blue'));
  });

  it('is judged by its bytes, not by the type it claims', async () => {
    const { api, answer } = await post('text/html');
    const file = await api.get(pathOf(answer.body.imageUrl));
    expect(file.headers['content-type']).toBe('image/png');
  });

  it('needs a name of an image', async () => {
    const { answer, storedHashes } = await post('image/png', 'page.html');
    expect([answer.status, answer.body]).toEqual([
      400,
      {
        status: 400,
        error: 'Bad Request',
        message:
          'The file is not an image: the extension must be jpg, bmp, jpeg, jpe, gif, png, webp',
      },
    ]);
    expect(await storedHashes()).toEqual([]);
  });

  it.each([
    [{ productId: 'x' }, ['productId', 'Product ID must be a positive integer']],
    [{ productId: '' }, ['productId', 'Product ID is required']],
    [{ productId: '1.5' }, ['productId', 'Product ID must be a positive integer']],
    [
      { productId: '101', displayOrder: 'first' },
      ['displayOrder', 'Display order must be an integer from 0 to 1000000000'],
    ],
    [
      { productId: '101', 'altText[]': 'a' },
      ['altText', 'Alt text must be a text of at most 1000 characters'],
    ],
  ] as [Record<string, string>, [string, string]][])(
    'is refused with %j',
    async (fields, failure) => {
      const { api, images, storedHashes } = await apiV1Shop();
      const answer = await api
        .post(images)
        .field(fields)
        .attach('file', await pngOf('red'), 'a.png');
      expect([answer.status, answer.body]).toEqual([400, invalid(failure)]);
      expect(await storedHashes()).toEqual([]);
    },
  );

  it('must be there', async () => {
    const { api, images } = await apiV1Shop();
    const answer = await api
      .post(images)
      .field('productId', '101')
      .attach('image', await pngOf('red'), 'a.png');
    expect(answer.body).toEqual(invalid(['imageUrl', 'Image URL is required']));
  });
});
