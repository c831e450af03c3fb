import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { apiV1Shop, sofa, sofaImage } from './apiV1Shop.ts';

const RUNS = 150;
const names = [
  ...Object.keys(sofa),
  ...Object.keys(sofaImage),
  '__proto__',
  'constructor',
  'id',
  '',
];

const body = fc.oneof(
  fc.json({ maxDepth: 4, stringUnit: 'binary' }),
  fc.string({ unit: 'binary' }),
  fc
    .dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' }))
    .map((given) => JSON.stringify({ ...sofa, ...sofaImage, ...given })),
);
const segment = fc.oneof(
  fc.constantFrom('product-images', 'products', 'product', 'search', 'sku', 'name', 'ordered'),
  fc.constantFrom(
    'primary',
    'order',
    'pagination',
    '1',
    '101',
    '0',
    '-1',
    '%00',
    '%E0',
    '..',
    '{id}',
  ),
  fc.string().map(encodeURIComponent),
);
const query = fc.constantFrom(
  '',
  '?page=1',
  '?page=&pageSize=9',
  '?page=9007199254740993',
  '?%',
  '?a[b]=1',
);
const call = fc.record({
  verb: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
  path: fc.array(segment, { maxLength: 4 }).map((parts) => parts.join('/')),
  query,
  body,
});

it('answers whatever comes with a status below 500 and, where it refuses, with its own error', async () => {
  const { app } = await apiV1Shop();
  const server = createServer(app);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/`;

  const send = async (verb: string, path: string, text: string): Promise<void> => {
    const bodiless = verb === 'GET' || verb === 'HEAD';
    const response = await fetch(base + path, {
      method: verb,
      headers: { 'Content-Type': 'application/json' },
      ...(bodiless ? {} : { body: text }),
    });
    const answer = await response.text();
    expect(response.status, answer).toBeLessThan(500);
    if (response.status < 400 || verb === 'HEAD') return;
    expect(JSON.parse(answer)).toMatchObject({
      status: response.status,
      error: expect.any(String),
      message: expect.any(String),
    });
  };

  await fc.assert(
    fc.asyncProperty(call, (one) => send(one.verb, one.path + one.query, one.body)),
    { numRuns: RUNS },
  );
  const writes = fc.constantFrom(
    ['POST', 'product-images'],
    ['POST', 'products'],
    ['PUT', 'products/101'],
    ['PATCH', 'product-images/1'],
    ['PUT', 'product-images/product/101/order'],
  );
  await fc.assert(
    fc.asyncProperty(writes, body, ([verb, path], text) =>
      send(verb as string, path as string, text),
    ),
    { numRuns: RUNS },
  );
  const listed = await fetch(`${base}products`);
  expect(listed.status).toBe(200);
});
