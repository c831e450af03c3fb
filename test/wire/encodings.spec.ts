import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { type Answer, HOOK, PNG, shop } from './shop.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const TELEMETRY = '?bx24_request_id=051f1829&bx24_sdk_ver=2.2.0&bx24_sdk_type=b24-js-sdk';

interface Sent {
  readonly query?: string;
  readonly type?: string;
  readonly body?: string | Buffer;
  readonly encoding?: string;
}

type App = Awaited<ReturnType<typeof shop>>['app'];

async function call(
  app: App,
  method: string,
  { query = '', type, body, encoding }: Sent,
): Promise<Answer> {
  const sent = request(app).post(`${HOOK}${method}${query}`);
  if (type) sent.set('Content-Type', type);
  if (encoding) sent.set('Content-Encoding', encoding);
  // A Buffer, because superagent gives a string without a type one of its own.
  return (await sent.serialize((bytes) => bytes).send(Buffer.from(body ?? ''))) as Answer;
}

const multipart = (fields: readonly (readonly [string, string])[]): Sent => ({
  type: 'multipart/form-data; boundary=xyz',
  body: [
    ...fields.map(
      ([name, value]) =>
        `--xyz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    ),
    '--xyz--\r\n',
  ].join(''),
});

const JSON_LIST = '{"productId":1,"select":["id","name"]}';
const ENCODED_LIST = 'productId=1&select%5B0%5D=id&select%5B1%5D=name';
const RAW_LIST = 'productId=1&select[]=id&select[]=name';

describe('one call in every form', () => {
  it.each<readonly [string, Sent]>([
    ['JSON', { type: JSON_TYPE, body: JSON_LIST }],
    ['JSON with a charset', { type: 'application/json; charset=utf-8', body: JSON_LIST }],
    ['JSON in capitals', { type: 'Application/JSON', body: JSON_LIST }],
    [
      'JSON numbers as text',
      { type: JSON_TYPE, body: '{"productId":"1","select":{"0":"id","1":"name"}}' },
    ],
    ['JSON with telemetry in the query', { query: TELEMETRY, type: JSON_TYPE, body: JSON_LIST }],
    ['JSON without a type', { body: JSON_LIST }],
    ['JSON, gzip', { type: JSON_TYPE, body: gzipSync(JSON_LIST), encoding: 'gzip' }],
    ['JSON, deflate', { type: JSON_TYPE, body: deflateSync(JSON_LIST), encoding: 'deflate' }],
    ['JSON, brotli', { type: JSON_TYPE, body: brotliCompressSync(JSON_LIST), encoding: 'br' }],
    ['form', { type: FORM_TYPE, body: ENCODED_LIST }],
    ['form with a charset', { type: `${FORM_TYPE}; charset=UTF-8`, body: ENCODED_LIST }],
    ['form, raw brackets', { type: FORM_TYPE, body: RAW_LIST }],
    ['form as text/plain', { type: 'text/plain;charset=UTF-8', body: RAW_LIST }],
    ['form without a type', { body: ENCODED_LIST }],
    ['form of an unknown type', { type: 'application/x-unheard-of', body: ENCODED_LIST }],
    ['form with empty pairs', { type: FORM_TYPE, body: `&&${RAW_LIST}&` }],
    [
      'multipart',
      multipart([
        ['productId', '1'],
        ['select[0]', 'id'],
        ['select[1]', 'name'],
      ]),
    ],
    ['multipart that is a form', { type: 'multipart/form-data; boundary=xyz', body: RAW_LIST }],
    ['query, no body', { query: `?${ENCODED_LIST}` }],
    ['query, raw brackets', { query: `?${RAW_LIST}` }],
    ['query and an empty JSON array', { query: `?${RAW_LIST}`, type: JSON_TYPE, body: '[]' }],
    ['query and an empty JSON object', { query: `?${RAW_LIST}`, type: JSON_TYPE, body: '{}' }],
    ['query and broken JSON', { query: `?${RAW_LIST}`, type: JSON_TYPE, body: '{"productId":7' }],
    ['query and a JSON text', { query: `?${RAW_LIST}`, type: JSON_TYPE, body: '"productId"' }],
    [
      'half query, half body',
      { query: '?select[]=id&select[]=name', type: JSON_TYPE, body: '{"productId":1}' },
    ],
    ['body over query', { query: '?productId=99&select[]=type', type: JSON_TYPE, body: JSON_LIST }],
    ['form over query', { query: '?productId=99&select[x]=type', type: FORM_TYPE, body: RAW_LIST }],
  ])('%s', async (_name, sent) => {
    const { app } = await shop();
    const { status, headers, body } = await call(app, 'catalog.productImage.list', sent);
    const { time: _time, ...rest } = body;
    expect({ status, ...rest }).toEqual({
      status: 200,
      result: { productImages: [{ id: 1, name: '1.png' }] },
      total: 1,
    });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });
});

it.each<readonly [string, Sent]>([
  ['JSON []', { type: JSON_TYPE, body: '[]' }],
  ['JSON {}', { type: JSON_TYPE, body: '{}' }],
  ['JSON [] with telemetry', { query: TELEMETRY, type: JSON_TYPE, body: '[]' }],
  ['JSON null', { type: JSON_TYPE, body: 'null' }],
  ['an empty body', {}],
  ['an empty form', { type: FORM_TYPE }],
  ['an empty JSON', { type: JSON_TYPE }],
])('no parameters as %s', async (_name, sent) => {
  const { app } = await shop();
  const without = await call(app, 'catalog.productImage.getFields', sent);
  expect(without).toMatchObject({
    status: 200,
    body: { result: { productImage: { id: { type: 'integer' } } } },
  });
  expect(await call(app, 'catalog.productImage.list', sent)).toMatchObject({
    status: 400,
    body: { error: 100, error_description: 'Could not find value for parameter {productId}' },
  });
});

it('a GET reads the query and never a body', async () => {
  const { app } = await shop();
  const { status, body } = await request(app)
    .get(`${HOOK}catalog.productImage.list?productId=1`)
    .set('Content-Type', JSON_TYPE)
    .send('{"productId":99}');
  expect({ status, total: body.total }).toEqual({ status: 200, total: 1 });
});

it('HEAD is a GET without a body', async () => {
  const { app } = await shop();
  const { status, headers, text } = await request(app).head(
    `${HOOK}catalog.productImage.list?productId=1`,
  );
  expect({ status, text }).toEqual({ status: 200, text: undefined });
  expect(Number(headers['content-length'])).toBeGreaterThan(100);
});

it('a whole body replaces, it is not merged into the query', async () => {
  const { app } = await shop();
  const { body } = await call(app, 'catalog.product.list', {
    query: '?filter[iblockId]=15&filter[name]=nothing&select[]=id&select[]=iblockId',
    type: JSON_TYPE,
    body: '{"filter":{"iblockId":15}}',
  });
  expect(body.total).toBe(1);
});

it.each([
  ['PNG in base64', PNG.toString('base64')],
  ['with line breaks', PNG.toString('base64').replace(/(.{20})/g, '$1\r\n')],
  [
    'with the soft hyphens of the vendor’s sample',
    PNG.toString('base64').replace(/(.{20})/g, '$1\u00ad'),
  ],
  ['without padding', PNG.toString('base64').replace(/=+$/, '')],
])('a file, %s, arrives whole by form, JSON and multipart', async (_name, content) => {
  const { app, post } = await shop();
  const fields = [
    ['fields[productId]', '1'],
    ['fileContent[0]', 'a b.png'],
    ['fileContent[1]', content],
  ] as const;
  const forms: Sent[] = [
    {
      type: JSON_TYPE,
      body: JSON.stringify({ fields: { productId: 1 }, fileContent: ['a b.png', content] }),
    },
    {
      type: FORM_TYPE,
      body: fields.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'),
    },
    multipart(fields),
  ];
  for (const sent of forms) {
    const { status, body } = await call(app, 'catalog.productImage.add', sent);
    expect({ status, name: body.result?.productImage.name, ...body.error }).toEqual({
      status: 200,
      name: 'a b.png',
    });
    const { id, downloadUrl } = body.result.productImage;
    const { pathname, search } = new URL(downloadUrl);
    const { body: bytes } = await request(app).get(pathname + search);
    expect(Buffer.compare(bytes, PNG)).toBe(0);
    expect((await post('catalog.productImage.delete', { productId: 1, id })).body.result).toBe(
      true,
    );
  }
});
