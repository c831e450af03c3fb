import { describe, expect, it } from 'vitest';
import { apiV1Shop, invalid, notFound, sofaImage } from './apiV1Shop.ts';
import { sendRaw } from './shop.ts';

const productId = (value: unknown) => [{ ...sofaImage, productId: value }, 'productId'] as const;
const imageUrl = (value: unknown) => [{ ...sofaImage, imageUrl: value }, 'imageUrl'] as const;
const altText = (value: unknown) => [{ ...sofaImage, altText: value }, 'altText'] as const;
const displayOrder = (value: unknown) =>
  [{ ...sofaImage, displayOrder: value }, 'displayOrder'] as const;

const messages = {
  productId: 'Product ID must be a positive integer',
  imageUrl:
    'Image URL must be an http or https address of at most 2048 characters, or a base64 data URL of an image',
  altText: 'Alt text must be a text of at most 1000 characters',
  displayOrder: 'Display order must be an integer from 0 to 1000000000',
};

describe('POST /product-images', () => {
  it.each([
    productId('101'),
    productId(0),
    productId(-1),
    productId(1.5),
    productId(1e99),
    productId(true),
    productId([101]),
    productId({ $gt: 0 }),
    productId(2 ** 53),
    imageUrl(5),
    imageUrl(['https://x.test']),
    imageUrl('sofa.jpg'),
    imageUrl('/sofa.jpg'),
    imageUrl('//example.com/a.jpg'),
    imageUrl('ftp://example.com/a.jpg'),
    imageUrl('http://'),
    imageUrl('http://[x/a'),
    imageUrl('http://a:99999/'),
    imageUrl('javascript:alert(1)'),
    imageUrl('file:///etc/passwd'),
    imageUrl(' https://example.com/a'),
    imageUrl('https://example.com/a b'),
    imageUrl('https://example.com/a\r\nX: y'),
    imageUrl('https://a\0b/'),
    imageUrl('https://example.com/\ud800'),
    imageUrl(`https://example.com/${'a'.repeat(2029)}`),
    imageUrl('data:text/html;base64,PGI+'),
    imageUrl('data:image/png,abc'),
    imageUrl('https://exa mple'),
    altText(5),
    altText(['a']),
    altText({}),
    altText(false),
    altText('a\0b'),
    altText('\udc00'),
    altText('a'.repeat(1001)),
    displayOrder('1'),
    displayOrder(-1),
    displayOrder(1.5),
    displayOrder(1e99),
    displayOrder([]),
    displayOrder(1_000_000_001),
  ])('refuses %j', async (body, field) => {
    const { api, images } = await apiV1Shop();
    const answer = await api.post(images).send(body);
    expect([answer.status, answer.body]).toEqual([400, invalid([field, messages[field]])]);
    expect((await api.get(images)).body).toEqual([]);
  });

  it.each([
    [{}, ['productId', 'imageUrl']],
    [{ productId: null, imageUrl: null }, ['productId', 'imageUrl']],
    [{ productId: 101, imageUrl: '  ' }, ['imageUrl']],
    [{ PRODUCTID: 101, imageUrl: 'https://example.com/a' }, ['productId']],
  ])('asks for required fields in %j', async (body, fields) => {
    const { api, images } = await apiV1Shop();
    const label = { productId: 'Product ID', imageUrl: 'Image URL' } as Record<string, string>;
    const answer = await api.post(images).send(body);
    expect([answer.status, answer.body]).toEqual([
      400,
      invalid(...fields.map((field): [string, string] => [field, `${label[field]} is required`])),
    ]);
  });

  it('lists every failure at once', async () => {
    const { api, images } = await apiV1Shop();
    const { body } = await api.post(images).send({ altText: 1, displayOrder: 'x', imageUrl: 'x' });
    expect(body).toEqual(
      invalid(
        ['productId', 'Product ID is required'],
        ['imageUrl', messages.imageUrl],
        ['altText', messages.altText],
        ['displayOrder', messages.displayOrder],
      ),
    );
  });

  it.each([
    'https://example.com/a.jpg',
    'HTTP://EXAMPLE.COM/%D0%B0.png',
    'http://[::1]:8080/',
    'https://пример.рф/диван.jpg',
    `https://example.com/${'a'.repeat(2028)}`,
  ])('keeps %s as it is', async (url) => {
    const { api, images } = await apiV1Shop();
    const answer = await api.post(images).send({ ...sofaImage, imageUrl: url });
    expect([answer.status, answer.body.imageUrl]).toEqual([201, url]);
  });

  it('answers 404 for an unknown product', async () => {
    const { api, images } = await apiV1Shop();
    const answer = await api.post(images).send({ ...sofaImage, productId: 100 });
    expect([answer.status, answer.body]).toEqual([404, notFound('Product not found with id: 100')]);
  });

  it.each([
    ['{"__proto__":{"admin":true},"productId":101,"imageUrl":"https://x.test/a"}', '__proto__'],
    [
      '{"constructor":{"prototype":{"a":1}},"productId":101,"imageUrl":"https://x.test/a"}',
      'constructor',
    ],
    ['{"prototype":1,"productId":101,"imageUrl":"https://x.test/a"}', 'prototype'],
  ])('refuses %s', async (text, field) => {
    const { api, images } = await apiV1Shop();
    for (const call of [api.post(images), api.put(`${images}/1`), api.patch(`${images}/1`)]) {
      const answer = await call.type('json').send(text);
      expect([400, 404]).toContain(answer.status);
      if (answer.status === 400)
        expect(answer.body).toEqual(invalid([field, `${field} is not a field`]));
    }
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  const malformed = {
    status: 400,
    error: 'Bad Request',
    message: 'Malformed JSON or incorrect types',
  };
  it.each([
    '',
    '{',
    '{"productId":101',
    '[]',
    'null',
    '"text"',
    '5',
    '{"a":NaN}',
    "{'a':1}",
    '{}}',
    '\ufeff{}',
    '{"a":1,}',
  ])('calls %j malformed', async (text) => {
    const { api, images } = await apiV1Shop();
    const answer = await api.post(images).type('json').send(text);
    expect([answer.status, answer.body]).toEqual([400, malformed]);
  });

  it('calls bytes that are not UTF-8 malformed', async () => {
    const { app } = await apiV1Shop();
    const answer = await sendRaw(
      app,
      Buffer.from(
        'POST /api/v1/product-images HTTP/1.1\r\nHost: localhost\r\nContent-Length: 7\r\n' +
          'Content-Type: application/json\r\n\r\n{"\xff":1}',
        'latin1',
      ),
    );
    expect([answer.status, JSON.parse(answer.bytes.toString())]).toEqual([400, malformed]);
  });

  it.each([33, 100_000])('refuses %i levels', async (levels) => {
    const { api, images } = await apiV1Shop();
    const text = `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    const answer = await api.post(images).type('json').send(text);
    expect([answer.status, answer.body.message]).toEqual([
      400,
      'JSON nested too deep: more than 32 levels',
    ]);
  });

  it('ignores unknown fields up to 32 levels', async () => {
    const { api, images } = await apiV1Shop();
    const text = JSON.stringify(sofaImage).replace('{', `{"a":${'['.repeat(31)}${']'.repeat(31)},`);
    expect((await api.post(images).type('json').send(text)).status).toBe(201);
  });
});
