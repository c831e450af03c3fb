import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import express from 'express';
import fc from 'fast-check';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BodyError, type RequestParams, readParams } from '../../src/http/body.ts';

const LIMIT = 100_000;
let last: RequestParams | undefined;

const app = express();
app.use(async (req, res) => {
  try {
    last = await readParams(req, { bodyLimit: LIMIT });
    const files = last.files.map(({ bytes, ...file }) => ({ ...file, text: bytes.toString() }));
    res.json({ ...last, files });
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    res.status(error.status).json({ error: error.message });
  }
});
const server = createServer(app);
beforeAll(() => new Promise<void>((done) => void server.listen(0, '127.0.0.1', done)));
afterAll(() => void server.close());

async function post(url: string, type: string, body: string | Buffer, encoding = 'identity') {
  const sent = request(server).post(url).set('Content-Encoding', encoding);
  if (type !== '') sent.set('Content-Type', type);
  // A Buffer, because superagent gives a string without a type one of its own.
  return sent.serialize((bytes) => bytes).send(Buffer.from(body as string));
}

/** Bytes on the wire, and all that came back. */
function raw(message: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
      if (/\r\n\r\n.*}$/s.test(answer)) socket.end();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.write(message);
  });
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const SDK = '?bx24_request_id=051f1829&bx24_sdk_ver=2.2.0&bx24_sdk_type=b24-js-sdk';
const sdk = { bx24_request_id: '051f1829', bx24_sdk_ver: '2.2.0', bx24_sdk_type: 'b24-js-sdk' };
const file = ['1.png', 'iVBORysvAA=='];

describe('what clients send (spec/clients.md section 3)', () => {
  it.each([
    ['b24jssdk', SDK, JSON_TYPE, '{"productId":1,"id":1}', { ...sdk, productId: 1, id: 1 }],
    [
      'b24jssdk list',
      '',
      JSON_TYPE,
      '{"filter":{"iblockId":15,">=id":1,"%name":"a b"},"select":["id"],"start":50}',
      { filter: { iblockId: 15, '>=id': 1, '%name': 'a b' }, select: ['id'], start: 50 },
    ],
    [
      'b24jssdk v3 batch',
      '',
      JSON_TYPE,
      '[{"method":"tasks.task.get","query":{"id":1}},{"method":"a.b"}]',
      { 0: { method: 'tasks.task.get', query: { id: 1 } }, 1: { method: 'a.b' } },
    ],
    ['b24phpsdk without params', '/?a=1', JSON_TYPE, '[]', { a: '1' }],
    [
      'b24phpsdk',
      '/',
      JSON_TYPE,
      String.raw`{"filter":{"\u003E=id":1},"order":[]}`,
      { filter: { '>=id': 1 }, order: [] },
    ],
    [
      'CRest',
      '',
      FORM_TYPE,
      'productId=1&id=1&auth=tok1',
      { productId: '1', id: '1', auth: 'tok1' },
    ],
    [
      'CRest batch',
      '',
      FORM_TYPE,
      'cmd%5Ba%5D=catalog.product.get%3Fid%3D1&cmd%5Bb%5D=m%3Ffilter%255B%253Eid%255D%3D1&halt=1',
      { cmd: { a: 'catalog.product.get?id=1', b: 'm?filter%5B%3Eid%5D=1' }, halt: '1' },
    ],
    [
      'CRest file',
      '',
      FORM_TYPE,
      'fields%5BproductId%5D=1&fileContent%5B0%5D=1.png&fileContent%5B1%5D=iVBORysvAA%3D%3D',
      { fields: { productId: '1' }, fileContent: file },
    ],
    [
      'BX24.js',
      '.json',
      'text/plain;charset=UTF-8',
      'auth=tok1&&fields[productId]=1&fileContent[0]=1.png&fileContent[1]=iVBORysvAA==',
      { auth: 'tok1', fields: { productId: '1' }, fileContent: file },
    ],
  ])('%s', async (_client, suffix, type, body, params) => {
    const answer = await post(`/rest/1/secret/m${suffix}`, type, body);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ params, files: [], json: type === JSON_TYPE });
  });

  it('@2bad/bitrix asks by GET', async () => {
    const url = '/m?filter%5B%3E%3Did%5D=1&select%5B0%5D=id&select%5B1%5D=name&order%5Bid%5D=desc';
    expect((await request(server).get(url)).body.params).toEqual({
      filter: { '>=id': '1' },
      select: ['id', 'name'],
      order: { id: 'desc' },
    });
  });
});

describe('content types', () => {
  it.each([
    ['Application/JSON; Charset="UTF-8"', '{"a":1}', { q: '1', a: 1 }, true],
    ['application/vnd.api+json', '{"a":1}', { q: '1', a: 1 }, true],
    [JSON_TYPE, '{"q":null}', { q: null }, true],
    [JSON_TYPE, '{"a":1', { q: '1' }, false],
    [JSON_TYPE, 'a=1', { q: '1' }, false],
    [JSON_TYPE, '5', { q: '1' }, false],
    [JSON_TYPE, '"x"', { q: '1' }, false],
    [JSON_TYPE, 'null', { q: '1' }, false],
    [JSON_TYPE, '', { q: '1' }, false],
    [JSON_TYPE, ' \n', { q: '1' }, false],
    [JSON_TYPE, Buffer.from('{"a":"\xff"}', 'latin1'), { q: '1' }, false],
    ['', ' {"a":[1]}', { q: '1', a: [1] }, true],
    ['', '[{"a":1}]', { q: '1', 0: { a: 1 } }, true],
    ['', '{a=1', { q: '1', '{a': '1' }, false],
    ['', 'a=1', { q: '1', a: '1' }, false],
    ['text/plain', '{"a":1}', { q: '1', '{"a":1}': '' }, false],
    ['application/octet-stream', 'a[]=1&q[]=2', { a: ['1'], q: ['2'] }, false],
    [FORM_TYPE, 'q[x]=2&a=%D0%B6+ж', { q: { x: '2' }, a: 'ж ж' }, false],
    ['multipart/form-data', 'a=1', { q: '1', a: '1' }, false],
    ['multipart/form-data; boundary=b', 'a=1&q=2', { q: '2', a: '1' }, false],
    ['a;b;c=";', 'a=1', { q: '1', a: '1' }, false],
  ])('%s with %s', async (type, body, params, json) => {
    expect((await post('/m?q=1', type, body)).body).toEqual({ params, files: [], json });
  });

  it('reads the query of a path that begins with //', async () => {
    expect(await raw('GET //rest/app.info?a=1 HTTP/1.1\r\nHost: h\r\n\r\n')).toContain('{"a":"1"}');
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('leaves the body of %s alone', async (method) => {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/m?q=1`, {
      method,
      headers: { 'Content-Type': JSON_TYPE },
      body: '{"q":2}',
    });
    expect(await answer.json()).toMatchObject({ params: { q: '1' } });
  });

  it('reads a body in chunks', async () => {
    const head = 'POST /m HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(await raw(`${head}3\r\na=1\r\n5\r\n&b[]=\r\n0\r\n\r\n`)).toContain('{"a":"1","b":[""]}');
  });
});

describe('multipart', () => {
  it('reads fields by their brackets and keeps files apart', async () => {
    const answer = await request(server)
      .post('/m?q=1')
      .field('fields[productId]', '1')
      .field('fields[name]', 'a+b%20=&ж')
      .field('ids[]', ['1', '2'])
      .field('__proto__[x]', '1')
      .attach('file[0]', Buffer.from('bytes\r\n'), {
        filename: '../ж.png',
        contentType: 'image/png',
      })
      .attach('none', Buffer.alloc(0), { filename: 'empty.txt' });
    const params = '{"q":"1","fields":{"productId":"1","name":"a+b%20=&ж"},"ids":["1","2"],';
    expect(answer.text).toContain(`${params}"__proto__":{"x":"1"}}`);
    expect(answer.body.files).toEqual([
      { field: 'file[0]', filename: 'ж.png', contentType: 'image/png', text: 'bytes\r\n' },
      { field: 'none', filename: 'empty.txt', contentType: 'text/plain', text: '' },
    ]);
  });

  const type = 'multipart/form-data; boundary=b';
  const part = (disposition: string, text: string) =>
    `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`;

  it('takes files alone, and no file where none was chosen', async () => {
    const body = `${part('name="f"; filename="a.txt"', 'x')}${part('name="g"; filename=""', '')}--b--\r\n`;
    expect((await post('/m', type, body)).body).toMatchObject({
      params: {},
      files: [{ field: 'f', filename: 'a.txt', text: 'x' }],
    });
  });

  it('keeps a field longer than a megabyte whole', async () => {
    const big = express().use(async (req, res) => {
      const { params } = await readParams(req, { bodyLimit: 4_000_000 });
      res.json((params.a as string).length);
    });
    const body = `${part('name="a"', 'x'.repeat(2_000_000))}--b--`;
    const answer = await request(big).post('/m').set('Content-Type', type).send(body);
    expect(answer.body).toBe(2_000_000);
  });

  it('keeps the fields before a break', async () => {
    const body = `${part('name="a"', '1')}${part('name="b"', '2')}${part('name="f"; filename="f"', 'x')}--`;
    const answer = await post('/m', type, body.slice(0, -6));
    expect(answer.body).toMatchObject({ params: { a: '1', b: '2' }, files: [] });
  });

  it('refuses names nested too deep', async () => {
    const body = `${part(`name="a${'[x]'.repeat(10_000)}"`, '1')}--b--`;
    expect((await post('/m', type, body)).status).toBe(400);
  });

  it('refuses more than 2000 parts, and soon', async () => {
    const start = performance.now();
    const answer = await post('/m', type, '--b\r\n'.repeat(19_000));
    expect(answer.body).toEqual({ error: 'Too many parts: more than 2000' });
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('answers whatever the bytes are', async () => {
    const piece = fc.oneof(
      fc.constantFrom('--b', '--b--', '\r\n', '\r\n\r\n', 'Content-Disposition: form-data', 'a=1'),
      fc.constantFrom('; name="a"', '; filename="f"', 'Content-Type: text/plain;charset=base64'),
      fc.constantFrom(';', '"', '\\', '*=', "utf-8'' %", '; name=', ';;', ':', '\r', '\0'),
      fc.constantFrom(part('name="a[]"', '1'), part('name="f"; filename="f"', 'x')),
    );
    const body = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        expect((await post('/m', type, text)).status).toBe(200);
      }),
      { numRuns: 300 },
    );
  });
});

describe('content encodings', () => {
  it.each([
    ['gzip', gzipSync('{"a":1}')],
    ['GZip', gzipSync('{"a":1}')],
    ['deflate', deflateSync('{"a":1}')],
    ['br', brotliCompressSync('{"a":1}')],
    ['identity', Buffer.from('{"a":1}')],
  ])('%s', async (encoding, body) => {
    expect((await post('/m', JSON_TYPE, body, encoding)).body.params).toEqual({ a: 1 });
  });

  const bomb = Buffer.alloc(50_000_000);
  it.each([
    ['not gzip', 'gzip', Buffer.from('{"a":1}'), 400],
    ['gzip cut short', 'gzip', gzipSync(randomBytes(500)).subarray(0, 300), 400],
    ['br that is not', 'br', Buffer.from('{"a":1}'), 400],
    ['a gzip bomb', 'gzip', gzipSync(bomb), 413],
    ['a deflate bomb', 'deflate', deflateSync(bomb), 413],
    ['a br bomb', 'br', brotliCompressSync(bomb), 413],
    ['compress', 'compress', Buffer.from('x'), 415],
    ['two of them', 'gzip, br', gzipSync('{}'), 415],
    ['constructor', 'constructor', Buffer.from('x'), 415],
  ])('refuses %s', async (_name, encoding, body, status) => {
    const answer = await post('/m', JSON_TYPE, body, encoding);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatch(/\w{4}/);
  });
});

describe('hostile input', () => {
  it.each([
    ['10,000 nested brackets', FORM_TYPE, `a${'[x]'.repeat(10_000)}=1`],
    ['10,000 nested brackets as text', 'text/plain', `a${'[]'.repeat(10_000)}=1`],
    ['10,000 nested arrays', JSON_TYPE, `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['10,000 nested objects', JSON_TYPE, `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['nested arrays without a type', '', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['20,001 fields', FORM_TYPE, 'a=1&'.repeat(20_001)],
    ['20,001 items', JSON_TYPE, `[${'1,'.repeat(20_000)}1]`],
  ])('refuses %s', async (_name, type, body) => {
    const answer = await post('/m', type, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatch(/more than/);
  });

  it('refuses a query nested too deep and reads the body first', async () => {
    const answer = await post(`/m?a${'[x]'.repeat(2000)}=1`, JSON_TYPE, `"${'x'.repeat(90_000)}"`);
    expect(answer.status).toBe(400);
  });

  it.each([
    ['JSON', '', JSON_TYPE, '{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}'],
    ['a form', '', FORM_TYPE, '__proto__[x]=1&constructor[prototype][x]=1'],
    ['a query', '?__proto__[x]=1&constructor[prototype][x]=1', JSON_TYPE, '{}'],
  ])('keeps __proto__ of %s an ordinary key', async (_name, query, type, body) => {
    await post(`/m${query}`, type, body);
    expect(Object.getPrototypeOf(last!.params)).toBeNull();
    expect(Object.keys(last!.params).sort()).toEqual(['__proto__', 'constructor']);
    expect(last!.params.x).toBeUndefined();
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe('the limit', () => {
  it('takes a body of exactly that size and refuses one byte more', async () => {
    expect((await post('/m', 'text/plain', 'x'.repeat(LIMIT))).status).toBe(200);
    const answer = await post('/m', 'text/plain', 'x'.repeat(LIMIT + 1));
    expect(answer.status).toBe(413);
    expect(answer.body.error).toBe('The body is larger than 100000 bytes');
  });

  it('lets the client finish a large body and read the answer', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/m`;
    const body = Buffer.alloc(20_000_000, 'x');
    expect((await fetch(url, { method: 'POST', body })).status).toBe(413);
  });

  it('answers a client that never stops', async () => {
    const head = 'POST /m HTTP/1.1\r\nHost: h\r\nContent-Length: 9000000000\r\n\r\n';
    expect(await raw(Buffer.concat([Buffer.from(head), Buffer.alloc(1_000_000)]))).toMatch(
      /^HTTP\/1.1 413/,
    );
  });

  it.each([0, -1, Number.NaN, undefined])(
    'must be a positive number, not %s',
    async (bodyLimit) => {
      const req = { method: 'GET', url: '/m' } as never;
      await expect(readParams(req, { bodyLimit: bodyLimit as number })).rejects.toThrow(TypeError);
    },
  );

  it('reports a request that breaks off', async () => {
    const seen = Promise.withResolvers<unknown>();
    const cut = createServer((req) => void readParams(req, { bodyLimit: 9 }).catch(seen.resolve));
    await new Promise<void>((done) => void cut.listen(0, '127.0.0.1', done));
    const socket = connect((cut.address() as AddressInfo).port, '127.0.0.1');
    socket.write('POST /m HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab', () =>
      socket.destroy(),
    );
    expect(await seen.promise).toMatchObject({ status: 400, message: 'Request broke off' });
    cut.close();
  });
});
