import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { FORM_TYPE, file, JSON_TYPE, post, raw, SDK, sdk, server } from './_reader.ts';

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
