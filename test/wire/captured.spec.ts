import { describe, expect, it } from 'vitest';
import { OFFERS, secrets } from '../portal.ts';
import {
  bx24,
  type Captured,
  type Client,
  clients,
  crest,
  DATE_ATOM,
  encoded,
  FILE,
  fast,
  js,
  php,
  py,
  readSuccess,
  send,
  twoBad,
} from './captured.ts';
import { HOOK, shop } from './shop.ts';

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
