import { describe, expect, it } from 'vitest';
import { OFFERS, secrets } from '../portal.ts';
import { type Answer, HOOK, PNG, sendRaw, shop } from './shop.ts';

/** A request as it was seen on the wire, except the secret and a picture that is one. */
interface Captured {
  readonly verb?: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

const SDK =
  'bx24_request_id=051f1829-2344-7a6a-bbbe-730ce92d7843&bx24_sdk_ver=2.2.0&bx24_sdk_type=b24-js-sdk';
const PHP = 'bx24_request_id=01a20525-4282-7547-89e9-deea3eb59081';
const JSON_TYPE = 'Content-Type: application/json';
const FORM_TYPE = 'Content-Type: application/x-www-form-urlencoded';
const TEXT_TYPE = 'Content-Type: text/plain;charset=UTF-8';
const b64 = PNG.toString('base64');
const encoded = encodeURIComponent(b64);
const FILE = `{"fields":{"productId":1,"type":"DETAIL_PICTURE"},"fileContent":["1.png","${b64}"]}`;

const js = (method: string, body: string): Captured => ({
  path: `${HOOK}${method}?${SDK}`,
  headers: ['Accept: application/json, text/plain, */*', JSON_TYPE, 'User-Agent: b24-js-sdk/2.2.0'],
  body,
});
const php = (method: string, body: string): Captured => ({
  path: `${HOOK}/${method}/?${PHP}`,
  headers: [
    'Connection: Upgrade, HTTP2-Settings',
    'Upgrade: h2c',
    'HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAB',
    'Accept: application/json',
    'User-Agent: b24-php-sdk-vendor-v-1.9.0-php-8.2.36',
    'X-Request-ID: 01a20525-4282-7547-89e9-deea3eb59081',
    JSON_TYPE,
    'Accept-Encoding: gzip',
  ],
  body,
});
const py = (method: string, body: string): Captured => ({
  path: `${HOOK}${method}.json`,
  headers: [
    'User-Agent: b24-python-sdk-vendor-v-1.2.1-python-3.11.2',
    'Accept: application/json',
    JSON_TYPE,
  ],
  body,
});
const crest = (method: string, body: string): Captured => ({
  path: `${HOOK}${method}.json`,
  headers: ['Accept: */*', FORM_TYPE, 'User-Agent: Bitrix24 CRest PHP 1.36'],
  body,
});
const fast = (method: string, body: string): Captured => ({
  path: `${HOOK}${method}`,
  headers: ['Accept: */*', JSON_TYPE, 'User-Agent: Python/3.11 aiohttp/3.8.4'],
  body,
});
const twoBad = (method: string, query: string): Captured => ({
  verb: 'GET',
  path: `${HOOK}${method}?${query}`,
  headers: [
    'user-agent: @2bad/bitrix',
    'accept: application/json',
    'accept-encoding: gzip, deflate, br',
  ],
});
const bx24 = (method: string, body: string): Captured => ({
  path: `${HOOK}${method}.json`,
  headers: [TEXT_TYPE],
  body,
});

async function send(app: Parameters<typeof sendRaw>[0], sent: Captured): Promise<Answer> {
  const body = Buffer.from(sent.body ?? '');
  const head = [
    `${sent.verb ?? 'POST'} ${sent.path} HTTP/1.1`,
    'Host: 127.0.0.1:8080',
    ...(sent.headers ?? []),
    ...(body.length > 0 ? [`Content-Length: ${body.length}`] : []),
  ];
  const { bytes, ...answer } = await sendRaw(
    app,
    Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]),
  );
  expect(bytes.length, 'no body: an h2c client reads an empty one').toBeGreaterThan(0);
  return { ...answer, body: JSON.parse(bytes.toString()) };
}

const DATE_ATOM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;

/** What the clients together demand of a success (spec/clients.md, d). */
function readSuccess({ status, headers, body }: Answer) {
  expect({ status, body }).toMatchObject({ status: 200 });
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(Object.keys(body), 'b24pysdk raises on the mere key').not.toContain('error');
  expect(Object.keys(body)).not.toContain('error_description');
  expect(body).toHaveProperty('result');
  const { time } = body;
  for (const key of ['start', 'finish', 'duration', 'processing'])
    expect(time[key], key).toBeTypeOf('number');
  expect(time.date_start).toMatch(DATE_ATOM);
  expect(time.date_finish).toMatch(DATE_ATOM);
  for (const key of ['operating', 'operating_reset_at']) {
    if (key in time) expect(time[key], key).toBeTypeOf('number');
  }
  for (const key of ['total', 'next']) if (key in body) expect(body[key], key).toBeTypeOf('number');
  return body;
}

const clients = [
  'b24jssdk',
  'b24phpsdk',
  'b24pysdk',
  'CRest',
  'fast_bitrix24',
  '@2bad/bitrix',
  'BX24.js',
] as const;
type Client = (typeof clients)[number];

const deletes: Record<Client, Captured> = {
  b24jssdk: js('catalog.productImage.delete', '{"productId":1,"id":1}'),
  b24phpsdk: php('catalog.productimage.delete', '{"productId":1,"id":1}'),
  b24pysdk: py('catalog.productImage.delete', '{"productId": 1, "id": 1}'),
  CRest: crest('catalog.productImage.delete', 'productId=1&id=1'),
  fast_bitrix24: fast('catalog.productimage.delete', '{"productId": 1, "id": 1}'),
  '@2bad/bitrix': twoBad('catalog.productImage.delete', 'productId=1&id=1'),
  'BX24.js': bx24('catalog.productImage.delete', 'productId=1&id=1'),
};

describe('an image is deleted by', () => {
  it.each(clients)('%s', async (client) => {
    const { app, admin } = await shop();
    expect(readSuccess(await send(app, deletes[client])).result).toBe(true);
    expect((await admin('catalog.productImage.list', { productId: 1 })).result).toEqual({
      productImages: [],
    });
  });

  it.each([
    ['documented', 0],
    ['live', ''],
  ] as const)('and missing afterwards, in the %s profile', async (profile, error) => {
    const { app, admin } = await shop({ profile });
    await admin('catalog.productImage.delete', { productId: 1, id: 1 });
    for (const client of clients) {
      const { status, headers, body } = await send(app, deletes[client]);
      expect({ client, status, body }).toEqual({
        client,
        status: 400,
        body: { error, error_description: 'productImage does not exist.' },
      });
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
    }
  });
});

const FORM_FILE = `fields%5BproductId%5D=1&fields%5Btype%5D=DETAIL_PICTURE&fileContent%5B0%5D=1.png&fileContent%5B1%5D=${encoded}`;

const adds: Record<Client, Captured> = {
  b24jssdk: js('catalog.productImage.add', FILE),
  b24phpsdk: php('catalog.productimage.add', FILE),
  b24pysdk: py('catalog.productImage.add', FILE),
  CRest: crest('catalog.productImage.add', FORM_FILE),
  fast_bitrix24: fast('catalog.productimage.add', FILE),
  '@2bad/bitrix': twoBad('catalog.productImage.add', FORM_FILE),
  'BX24.js': bx24(
    'catalog.productImage.add',
    `&fields[productId]=1&fields[type]=DETAIL_PICTURE&fileContent[0]=1.png&fileContent[1]=${encoded}`,
  ),
};

it.each(clients)('%s adds an image', async (client) => {
  const { app, admin } = await shop();
  const { result } = readSuccess(await send(app, adds[client]));
  expect(result.productImage).toMatchObject({
    id: 2,
    productId: 1,
    type: 'DETAIL_PICTURE',
    name: '1.png',
  });
  expect(result.productImage.createTime).toMatch(DATE_ATOM);
  const { total } = await admin('catalog.productImage.list', { productId: 1 });
  expect(total).toBe(2);
});

const FILTERED = '"filter":{"iblockId":15,">=id":1,"%name":"a b"}';
const SELECT = '"select":["id","iblockId","name"]';
const FORM_LIST =
  'filter%5BiblockId%5D=15&filter%5B%3E%3Did%5D=1&filter%5B%25name%5D=a+b&select%5B0%5D=id&select%5B1%5D=iblockId&order%5Bid%5D=desc&start=50';
const RAW_LIST =
  'start=50&filter[iblockId]=15&filter[%3E%3Did]=1&filter[%25name]=a%20b&select[0]=id&select[1]=iblockId&order[id]=desc';

/** Requests for the second page of the 51 variations whose name has `a b`, last id first. */
const secondPages: Record<Exclude<Client, 'fast_bitrix24'>, Captured> = {
  b24jssdk: js('catalog.product.list', `{${FILTERED},${SELECT},"order":{"id":"desc"},"start":50}`),
  b24phpsdk: php(
    'catalog.product.list',
    String.raw`{"filter":{"iblockId":15,"\u003E=id":1,"%name":"a b"},"select":["id","iblockId"],"order":{"id":"desc"},"start":50}`,
  ),
  b24pysdk: py('catalog.product.list', `{${FILTERED},${SELECT},"order":{"id":"desc"},"start":50}`),
  CRest: crest('catalog.product.list', FORM_LIST),
  '@2bad/bitrix': twoBad('catalog.product.list', FORM_LIST),
  'BX24.js': bx24('catalog.product.list', RAW_LIST),
};

/** Walks that go from id to id: all pages begin like this. */
const firstPages: Record<string, Captured> = {
  'b24jssdk fetchList': js(
    'catalog.product.list',
    '{"filter":{"iblockId":15,">id":0},"select":["id","iblockId"],"order":{"id":"ASC"},"start":-1}',
  ),
  'b24pysdk list_fast': py(
    'catalog.product.list',
    '{"select": ["id", "iblockId"], "filter": {"iblockId": 15}, "order": {"ID": "ASC"}, "start": -1}',
  ),
  'fast_bitrix24 get_all': fast(
    'catalog.product.list',
    '{"filter": {"iblockId": 15, ">=id": 1}, "select": ["id", "iblockId"], "order": {"ID": "ASC"}}',
  ),
};

describe('among 52 variations, 51 of them named alike,', () => {
  async function full() {
    const made = await shop();
    const add = (name: string) =>
      made.admin('catalog.product.add', { fields: { iblockId: OFFERS, name } });
    for (let n = 2; n <= 51; n++) await add(`${n} a b`);
    await add('another');
    return made.app;
  }

  it('every client reads its list', async () => {
    const app = await full();
    for (const [client, sent] of Object.entries(secondPages)) {
      const { result, total, next } = readSuccess(await send(app, sent));
      expect({ client, total, next, rows: result.products.length }).toEqual({
        client,
        total: 51,
        next: undefined,
        rows: 1,
      });
      expect(result.products[0]).toMatchObject({ id: 1, iblockId: 15 });
    }
    for (const [client, sent] of Object.entries(firstPages)) {
      const { result, ...rest } = readSuccess(await send(app, sent));
      const ids = result.products.map((product: { id: number }) => product.id);
      expect({ client, ids }).toEqual({ client, ids: Array.from({ length: 50 }, (_, n) => n + 1) });
      if (sent.body?.includes('-1')) expect(Object.keys(rest)).toEqual(['time']);
      else expect(rest).toMatchObject({ total: 52, next: 50 });
    }
  });
});

it.each([
  ['b24phpsdk, JSON []', php('catalog.productimage.getfields', '[]')],
  ['CRest, GET', { verb: 'GET', path: `${HOOK}catalog.productImage.getFields.json` } as const],
])('no parameters are sent by %s', async (_client, sent) => {
  const { app } = await shop();
  const { result } = readSuccess(await send(app, sent));
  expect(Object.keys(result.productImage)).toHaveLength(7);
});

it('the traversable list of b24phpsdk is told which fields a product list wants', async () => {
  const { app } = await shop();
  const sent = php(
    'catalog.product.list',
    '{"order":{"ID":"ASC"},"filter":[],"select":["ID"],"start":0}',
  );
  expect(await send(app, sent)).toMatchObject({
    status: 400,
    body: { error: 0, error_description: 'Required select fields: id, iblockId' },
  });
});

it('a product is read by every form of address, and none is redirected', async () => {
  const { app } = await shop();
  const bodies = [js, php, py, fast].map((client) => client('catalog.product.get', '{"id":1}'));
  const forms = [
    crest('catalog.product.get', 'id=1'),
    twoBad('catalog.product.get', 'id=1'),
    bx24('catalog.product.get', 'id=1'),
  ];
  for (const sent of [...bodies, ...forms]) {
    const { result } = readSuccess(await send(app, sent));
    expect(result.product).toMatchObject({ id: 1, iblockId: 15, name: 'x a b y' });
  }
  const base = `/rest/1/${secrets.admin}`;
  const ends = ['', '/', '//', '.json', '.json/', '/?', '//catalog.product.get'];
  const short = ['/rest', '/rest/', '//rest//', '/REST/', '/rest/1', '/rest/index.php'];
  for (const path of [...ends.map((end) => base + end), ...short]) {
    const { status } = await send(app, { verb: 'GET', path });
    expect({ path, status }).toEqual({ path, status: path.endsWith('get') ? 400 : 404 });
  }
});
