import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readParams } from '../../src/http/body.ts';
import { FORM_TYPE, JSON_TYPE, LIMIT, last, post, raw, server } from './_reader.ts';

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
    expect((await post('/m', 'text/plain', `a=${'x'.repeat(LIMIT - 2)}`)).status).toBe(200);
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
      const req = { method: 'POST', url: '/m' } as never;
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
