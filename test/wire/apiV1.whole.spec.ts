import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { RowStream, wholeOf } from '../../src/core/rowStream.ts';
import { sendRows } from '../../src/http/json.ts';
import { PRODUCTS, secrets } from '../portal.ts';
import { apiV1Shop, idsOf, SOFA } from './apiV1Shop.ts';

const COUNT = 250;
const numbers = Array.from({ length: COUNT }, (_, n) => n);

/** 250 products and as many images beside those of the shop. */
async function largeShop() {
  const made = await apiV1Shop();
  await made.store.write(async ({ query }) => {
    const product = { iblockId: PRODUCTS, type: 1, active: 'Y' } as const;
    const products = numbers.map((n) => ({ ...product, id: 1000 + n, name: `Lamp ${n}` }));
    await query.insertInto('product').values(products).execute();
  });
  for (const url of ['https://a.example/1.png', 'https://a.example/2.png']) {
    await made.addImage({ productId: SOFA, imageUrl: url });
  }
  return made;
}

it('sends the whole list of products in parts, by id and each once', async () => {
  const { api } = await largeShop();
  const answer = await api.get('/api/v1/products');
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.headers['content-length']).toBeUndefined();
  expect(idsOf(answer.body)).toEqual([SOFA, 102, ...numbers.map((n) => 1000 + n)]);
  const pages = await Promise.all(
    [0, 1].map((page) => api.get(`/api/v1/products/pagination?page=${page}&pageSize=200`)),
  );
  expect(answer.body).toEqual(pages.flatMap(({ body }) => body));
  const head = await api.head('/api/v1/products');
  expect([head.status, head.text]).toEqual([200, undefined]);
  const found = await api.get('/api/v1/products/search/name/lamp');
  expect(idsOf(found.body)).toEqual(numbers.map((n) => 1000 + n));
});

it('sends a short list with its length', async () => {
  const { api, images } = await largeShop();
  const answer = await api.get(images);
  expect(idsOf(answer.body)).toEqual([1, 2]);
  expect(Number(answer.headers['content-length'])).toBe(answer.text.length);
  expect((await api.get('/api/v1/products/search/name/nothing')).body).toEqual([]);
});

it('gives other faces the whole list', async () => {
  const { api } = await largeShop();
  const answer = await api.get(`/rest/1/${secrets.admin}/apiV1.product.list`);
  expect(answer.body.result).toHaveLength(COUNT + 2);
  const cmd = 'cmd[a]=apiV1.product.list';
  const batch = await api.get(`/rest/1/${secrets.admin}/batch?${cmd}`);
  expect(batch.body.result.result.a).toHaveLength(COUNT + 2);
});

it('refuses to make one answer of more than 16 MiB', async () => {
  let parts = 0;
  const endless = async function* () {
    for (;;) {
      parts += 1;
      yield [{ text: 'x'.repeat(1_000_000) }];
    }
  };
  await expect(wholeOf(new RowStream(endless()))).rejects.toMatchObject({
    status: 400,
    message: 'The list is larger than 16 MiB: ask for pages of it',
  });
  expect(parts).toBeLessThan(20);
});

it('reads no further than the client takes, and breaks off where a part cannot be read', async () => {
  let parts = 0;
  let ended = Promise.withResolvers<unknown>();
  const broken = async function* () {
    for (; parts < 1000; parts++) yield [{ text: 'x'.repeat(100_000) }];
    throw new Error('no more');
  };
  const server = createServer((req, res) => {
    sendRows(req, res, new RowStream(broken())).then(ended.resolve, ended.resolve);
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const left = new AbortController();
  await fetch(url, { signal: left.signal });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(parts).toBeLessThan(900);
  left.abort();
  expect(await ended.promise).toBeUndefined();

  ended = Promise.withResolvers();
  parts = 995;
  await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow();
  expect(await ended.promise).toMatchObject({ message: 'no more' });
});
