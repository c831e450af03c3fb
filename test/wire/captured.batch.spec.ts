import { describe, expect, it } from 'vitest';
import {
  bx24,
  type Captured,
  crest,
  fast,
  js,
  php,
  py,
  readSuccess,
  send,
  twoBad,
} from './captured.ts';
import { HOOK, PNG, shop } from './shop.ts';

const b64 = PNG.toString('base64');
const LIST =
  'catalog.product.list?filter%5BiblockId%5D=15&filter%5B%3E%3Did%5D=1&select%5B0%5D=id&select%5B1%5D=iblockId';
const PY_LIST =
  'catalog.product.list?filter[iblockId]=15&filter[%3E%3Did]=%24result%5Ba%5D%5Bproduct%5D%5Bid%5D&filter[active]=True&filter[x]=&select[0]=id&select[1]=iblockId';
const UUIDS = ['01a20525-42a9-7547-89e9-deea3eb5b0b0', '01a20525-42a9-7547-89e9-deea3eb5a8d9'];

const KEYS = ['result', 'result_error', 'result_total', 'result_next', 'result_time'];

/** What the clients together demand of a batch (spec/clients.md, d and e). */
function readBatch(answer: Awaited<ReturnType<typeof send>>) {
  const { result } = readSuccess(answer);
  expect(Object.keys(result)).toEqual(KEYS);
  for (const section of KEYS) {
    const keys = Object.keys(result[section]);
    const isList = keys.every((key, index) => key === String(index));
    expect(Array.isArray(result[section]), section).toBe(isList);
  }
  for (const time of Object.values(result.result_time)) {
    expect(time).toMatchObject({ duration: expect.any(Number), date_start: expect.any(String) });
  }
  for (const error of Object.values(result.result_error) as Record<string, unknown>[]) {
    expect(error.error_description).toBeTypeOf('string');
  }
  return result;
}

/** A batch that reads product 1 and then lists by its id, as each client writes it. */
const named: Readonly<Record<string, Captured>> = {
  'b24jssdk, named': js(
    'batch',
    '{"halt":0,"cmd":{"a":"catalog.product.get?id=1","b":"catalog.product.get?id=%24result%5Ba%5D%5Bproduct%5D%5Bid%5D"}}',
  ),
  b24pysdk: py(
    'batch',
    `{"cmd": {"a": "catalog.product.get?id=1", "b": "${PY_LIST}"}, "halt": false}`,
  ),
  CRest: crest(
    'batch',
    'cmd%5Ba%5D=catalog.product.get%3Fid%3D1&cmd%5Bb%5D=catalog.product.list%3Ffilter%255BiblockId%255D%3D15%26filter%255B%253E%253Did%255D%3D%2524result%255Ba%255D%255Bproduct%255D%255Bid%255D%26select%255B0%255D%3Did%26select%255B1%255D%3DiblockId&halt=1',
  ),
  '@2bad/bitrix': twoBad(
    'batch',
    'cmd%5Ba%5D=catalog.product.get%3Fid%3D1&cmd%5Bb%5D=catalog.product.list%3Ffilter%255BiblockId%255D%3D15%26filter%255B%253E%253Did%255D%3D1%26select%255B0%255D%3Did%26select%255B1%255D%3DiblockId',
  ),
  'BX24.js': bx24(
    'batch',
    'halt=1&cmd[a]=catalog.product.get%3Fid%3D1&cmd[b]=catalog.product.list%3F%26filter%5BiblockId%5D%3D15%26filter%5B%253E%253Did%5D%3D1%26select%5B0%5D%3Did%26select%5B1%5D%3DiblockId',
  ),
};

describe('a batch with names is run for', () => {
  it.each(Object.keys(named))('%s', async (client) => {
    const { app } = await shop();
    const result = readBatch(await send(app, named[client] as Captured));
    expect(result.result_error).toEqual([]);
    expect(Object.keys(result.result)).toEqual(['a', 'b']);
    expect(result.result.a.product.id).toBe(1);
    if (client.startsWith('b24jssdk')) expect(result.result.b.product.id).toBe(1);
    else {
      expect(result.result.b.products).toEqual([{ id: 1, iblockId: 15 }]);
      expect(result.result_total).toEqual({ b: 1 });
    }
  });
});

/** Two commands whose keys are 0 and 1, or stand for that. */
const listed: Readonly<Record<string, Captured>> = {
  'b24jssdk, an array': js('batch', `{"halt":1,"cmd":["catalog.product.get?id=1","${LIST}"]}`),
  'b24pysdk, keys that are numbers': py(
    'batch',
    '{"cmd": {"0": "catalog.product.get?id=1", "1": "server.time?"}, "halt": true}',
  ),
  'CRest, a form of numbers': crest(
    'batch',
    'cmd%5B0%5D=catalog.product.get%3Fid%3D1&cmd%5B1%5D=server.time&halt=0',
  ),
  'fast_bitrix24 by ids': fast(
    'batch',
    '{"halt": 0, "cmd": {"0": "catalog.product.get?id=1&", "1": "server.time"}}',
  ),
};

describe('a batch of numbers is answered with lists for', () => {
  it.each(Object.keys(listed))('%s', async (client) => {
    const { app } = await shop();
    const result = readBatch(await send(app, listed[client] as Captured));
    expect(result.result_error).toEqual([]);
    expect(result.result).toHaveLength(2);
    expect(result.result[0].product.id).toBe(1);
  });
});

describe('a batch of its own form is run for', () => {
  it('b24phpsdk: deletes under names, halting', async () => {
    const { app, admin } = await shop();
    const { result: added } = await admin('catalog.product.add', {
      fields: { iblockId: 15, name: 'B' },
    });
    const [first, second] = UUIDS as [string, string];
    const cmd = {
      [first]: `catalog.product.delete?id=${added.element.id}`,
      [second]: 'catalog.product.delete?ID=2',
    };
    const result = readBatch(await send(app, php('batch', JSON.stringify({ halt: true, cmd }))));
    expect(result.result).toEqual({ [first]: true });
    expect(result.result_error[second]).toEqual({
      error: 100,
      error_description: 'Could not find value for parameter {id}',
    });
  });

  it('fast_bitrix24: an order key beside the parameters, and a file', async () => {
    const { app } = await shop();
    const cmd = {
      order0000000000: 'catalog.productImage.delete?__order=order0000000000&productId=1&id=1&',
      order0000000001: `catalog.productImage.add?__order=order0000000001&fields[productId]=1&fields[type]=DETAIL_PICTURE&fileContent[0]=1.png&fileContent[1]=${encodeURIComponent(b64)}&`,
    };
    const result = readBatch(await send(app, fast('batch', JSON.stringify({ halt: 0, cmd }))));
    expect(result.result_error).toEqual([]);
    expect(result.result.order0000000000).toBe(true);
    expect(result.result.order0000000001.productImage).toMatchObject({
      name: '1.png',
      type: 'DETAIL_PICTURE',
    });
  });

  it('b24phpsdk: pages that go on from the last id of the page before', async () => {
    const { app, admin } = await shop();
    for (let n = 0; n < 69; n++) {
      await admin('catalog.product.add', { fields: { iblockId: 15, name: `P${n}` } });
    }
    const list = (after: string) =>
      `catalog.product.list?order[id]=ASC&filter[iblockId]=15&filter[>id]=${after}&select[]=id&select[]=iblockId&start=-1`;
    const cmd = { cmd_0: list('0'), cmd_1: list('$result[cmd_0][products][49][id]') };
    const result = readBatch(await send(app, php('batch', JSON.stringify({ halt: false, cmd }))));
    expect(result.result.cmd_0.products).toHaveLength(50);
    expect(result.result.cmd_1.products).toHaveLength(20);
    expect(result.result.cmd_1.products[0].id).toBe(result.result.cmd_0.products[49].id + 1);
    expect([result.result_total, result.result_next]).toEqual([[], []]);
  });

  it('the start-up of b24jssdk', async () => {
    const { app } = await shop();
    const cmd = ['app.info', 'profile', 'app.option.get', 'user.option.get', 'server.time'];
    const result = readBatch(await send(app, js('batch', JSON.stringify({ halt: 0, cmd }))));
    expect(Object.keys(result.result)).toEqual(['0', '1', '4']);
    expect(result.result_error['2'].error).toBe('ACCESS_DENIED');
  });
});

/** The webhook's requests as the same clients make them with a token. */
const oauth: Readonly<Record<string, (token: string) => Captured>> = {
  b24jssdk: (auth) => ({
    ...js('', JSON.stringify({ productId: 1, id: 1, auth })),
    path: '/rest//catalog.productImage.delete?bx24_request_id=x&bx24_sdk_ver=2.2.0&bx24_sdk_type=b24-js-sdk',
  }),
  b24phpsdk: (auth) => ({
    ...php('', JSON.stringify({ productId: 1, id: 1, auth })),
    path: '/rest/catalog.productimage.delete?bx24_request_id=x',
  }),
  b24pysdk: (auth) => ({
    ...py('', JSON.stringify({ productId: 1, id: 1, auth })),
    path: '/rest/catalog.productImage.delete.json',
  }),
  CRest: (auth) => ({
    ...crest('', `productId=1&id=1&auth=${auth}`),
    path: '/rest/catalog.productImage.delete.json',
  }),
  'BX24.js': (auth) => ({
    ...bx24('', `auth=${auth}&productId=1&id=1`),
    path: '/rest/catalog.productImage.delete.json',
  }),
  '@2bad/bitrix 3': (auth) => ({
    verb: 'GET',
    path: `/rest/catalog.productImage.delete?access_token=${auth}&productId=1&id=1`,
  }),
};

describe('with an access token an image is deleted by', () => {
  it.each(Object.keys(oauth))('%s', async (client) => {
    const { app, addApp, tokensOf } = await shop();
    const { app: installed } = await addApp();
    const { accessToken } = await tokensOf(installed.id);
    const request = oauth[client] as (token: string) => Captured;
    expect(readSuccess(await send(app, request(accessToken))).result).toBe(true);
    const { status, body } = await send(app, request('expired'));
    expect({ status, error: body.error }).toEqual({ status: 401, error: 'invalid_token' });
  });

  it('BX24.js runs a batch', async () => {
    const { app, addApp, tokensOf } = await shop();
    const { app: installed } = await addApp();
    const { accessToken } = await tokensOf(installed.id);
    const body = `auth=${accessToken}&halt=1&cmd[a]=catalog.product.get%3Fid%3D1&cmd[b]=catalog.product.list%3F%26filter%5BiblockId%5D%3D15%26select%5B0%5D%3Did%26select%5B1%5D%3DiblockId`;
    const result = readBatch(await send(app, { ...bx24('', body), path: '/rest/batch.json' }));
    expect(Object.keys(result.result)).toEqual(['a', 'b']);
  });
});

it('a call without parameters is a GET', async () => {
  const { app } = await shop();
  const { result } = readSuccess(
    await send(app, { verb: 'GET', path: `${HOOK}server.time.json`, headers: ['Accept: */*'] }),
  );
  expect(Date.parse(result)).toBeGreaterThan(0);
});
