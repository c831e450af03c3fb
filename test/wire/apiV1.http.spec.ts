import { describe, expect, it } from 'vitest';
import { apiV1Routes } from '../../methods/apiV1.ts';
import { apiV1Shop, notFound, pngOf, sofaImage } from './apiV1Shop.ts';
import { sendRaw } from './shop.ts';

it('has a method behind every route', async () => {
  const { portal } = await apiV1Shop();
  for (const { method } of apiV1Routes) expect(portal.registry.find(method)?.name).toBe(method);
});

describe('addresses and verbs', () => {
  it.each([
    '/',
    '/product-image',
    '/product-images/1/2',
    '/products/search/sku',
    '/Product-Images',
  ])('/api/v1%s is unknown', async (path) => {
    const { api } = await apiV1Shop();
    const answer = await api.get(`/api/v1${path}`);
    expect([answer.status, answer.body]).toEqual([404, notFound('No such address')]);
  });

  it.each(['/product-images/%E0', '/products/search/name/%', '/%C3%28'])(
    '%s cannot be decoded',
    async (path) => {
      const { api } = await apiV1Shop();
      const answer = await api.get(`/api/v1${path}`);
      expect([answer.status, answer.body]).toEqual([
        400,
        { status: 400, error: 'Bad Request', message: 'The path is not valid UTF-8' },
      ]);
    },
  );

  it('drops doubled and last slashes', async () => {
    const { api, images, addImage } = await apiV1Shop();
    await addImage();
    expect((await api.get('//api//v1/product-images//1/')).body.id).toBe(1);
    expect((await api.get(`${images}/?x=1`)).body).toHaveLength(1);
  });

  it.each([
    ['POST', '/product-images/1', 'GET, PUT, PATCH, DELETE, HEAD, OPTIONS'],
    ['DELETE', '/product-images', 'GET, POST, HEAD, OPTIONS'],
    ['PUT', '/product-images/pagination', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/products/1', 'GET, PUT, DELETE, HEAD, OPTIONS'],
    ['GET', '/product-images/product/1/order', 'PUT, OPTIONS'],
    ['TRACE', '/products', 'GET, POST, HEAD, OPTIONS'],
  ])('%s %s is not allowed', async (verb, path, allow) => {
    const { app, api } = await apiV1Shop();
    const { status, headers, bytes } = await sendRaw(
      app,
      `${verb} /api/v1${path} HTTP/1.1\r\nHost: x\r\n\r\n`,
    );
    expect([status, headers.allow]).toEqual([405, allow]);
    const body = {
      status: 405,
      error: 'Method Not Allowed',
      message: `${verb} is not allowed here`,
    };
    expect(JSON.parse(bytes.toString())).toEqual(body);
    const options = await api.options(`/api/v1${path}`);
    expect([options.status, options.headers.allow, options.text]).toEqual([204, allow, '']);
  });

  it('answers HEAD as GET, without the body', async () => {
    const { api, images, addImage } = await apiV1Shop();
    await addImage();
    const [get, head] = [await api.get(`${images}/1`), await api.head(`${images}/1`)];
    expect([head.status, head.headers['content-length']]).toEqual([
      200,
      get.headers['content-length'],
    ]);
    expect(head.text).toBeUndefined();
    expect((await api.head(`${images}/2`)).status).toBe(404);
    expect((await api.head(`${images}/product/101/order`)).status).toBe(405);
  });
});

describe('content', () => {
  it.each([
    ['text/html', 406],
    ['image/png, text/*', 406],
    ['application/xml;q=0.9', 406],
    ['application/json;q=0', 406],
    ['*/*', 200],
    ['application/*', 200],
    ['text/html, */*;q=0.1', 200],
    ['application/json', 200],
  ])('Accept: %s is %i', async (accept, status) => {
    const { api, images } = await apiV1Shop();
    const answer = await api.get(images).set({ Accept: accept });
    expect(answer.status).toBe(status);
    if (status === 406) {
      const message = 'Answers are application/json';
      expect(answer.body).toEqual({ status, error: 'Not Acceptable', message });
    }
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonx',
    'text/json',
    'application/xml',
    'json',
    '',
  ])('Content-Type: %j is refused', async (type) => {
    const { app } = await apiV1Shop();
    const text = JSON.stringify(sofaImage);
    const refused = async (verb: string, path: string, accept: string) => {
      const { status, headers, bytes } = await sendRaw(
        app,
        `${verb} /api/v1${path} HTTP/1.1\r\nHost: localhost\r\n${type ? `Content-Type: ${type}\r\n` : ''}` +
          `Content-Length: ${text.length}\r\n\r\n${text}`,
      );
      expect([status, headers.accept, JSON.parse(bytes.toString())]).toEqual([
        415,
        accept,
        {
          status: 415,
          error: 'Unsupported Media Type',
          message: `The body must be ${accept.replace(', ', ' or ')}`,
        },
      ]);
    };
    await refused('POST', '/product-images', 'application/json, multipart/form-data');
    await refused('PATCH', '/product-images/1', 'application/json');
    await refused('POST', '/products', 'application/json');
  });

  it('takes a charset and types that end in +json', async () => {
    const { api, images } = await apiV1Shop();
    for (const type of [
      'application/json; charset=utf-8',
      'Application/JSON',
      'application/vnd.api+json',
    ]) {
      const answer = await api
        .post(images)
        .set('Content-Type', type)
        .send(JSON.stringify(sofaImage));
      expect(answer.status).toBe(201);
    }
  });

  it.each(['post', 'put', 'patch'] as const)('%s over the limit is 413', async (verb) => {
    const { api, images, addImage } = await apiV1Shop({ app: { bodyLimit: 1000 } });
    await addImage();
    const path = verb === 'post' ? images : `${images}/1`;
    const answer = await api[verb](path).send({ ...sofaImage, altText: 'a'.repeat(1000) });
    expect([answer.status, answer.body]).toEqual([
      413,
      { status: 413, error: 'Payload Too Large', message: 'The body is larger than 1000 bytes' },
    ]);
  });

  it('refuses an upload whose bytes end early', async () => {
    const { api, images } = await apiV1Shop();
    const answer = await api
      .post(images)
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send(
        `--x\r\nContent-Disposition: form-data; name="productId"\r\n\r\n101\r\n--x\r\n${await pngOf('red')}`,
      );
    expect([answer.status, answer.body]).toEqual([
      400,
      { status: 400, error: 'Bad Request', message: 'The multipart body is not complete' },
    ]);
  });

  it('tells nothing of a failure inside', async () => {
    const { api, images, store, lines } = await apiV1Shop();
    await store.write(async ({ query }) => {
      await query.schema.dropTable('file').execute();
    });
    const answer = await api.get(images);
    expect([answer.status, answer.body]).toEqual([
      500,
      { status: 500, error: 'Internal Server Error', message: 'Internal server error' },
    ]);
    expect(lines.join('')).toContain('no such table');
  });
});
