import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { secrets, testPortal } from '../portal.ts';
import { HOOK, PNG, sendRaw, shop } from './shop.ts';

const OBJECTS = JSON.stringify({ productId: 1, a: Array.from({ length: 700_000 }, () => ({})) });
const LIST = 'catalog.productImage.list';
const TOO_MANY = 'Too many parameters: more than 20000';

describe('a body of many small objects is refused before it is parsed', () => {
  const faces = {
    'the Bitrix24 protocol': [`${HOOK}${LIST}`, { error_description: TOO_MANY }],
    'the Bitrix24 protocol without credentials': [`/rest/${LIST}`, { error_description: TOO_MANY }],
    'REST 3.0': [
      `/rest/api/1/${secrets.admin}/catalog.vat.list`,
      { error: { code: 'BITRIX_REST_V3_EXCEPTION_INVALIDJSONEXCEPTION', message: TOO_MANY } },
    ],
    'the REST API': ['/api/v1/product-images', { message: TOO_MANY }],
  } as const;

  it.each(Object.entries(faces))('%s', async (_face, [path, body]) => {
    const { app } = await testPortal();
    for (const encoding of ['identity', 'gzip']) {
      const parse = vi.spyOn(JSON, 'parse');
      const answer = await request(app)
        .post(path)
        .set({ Host: 'localhost', 'Content-Encoding': encoding })
        .type('json')
        .serialize((bytes) => bytes)
        .send(encoding === 'gzip' ? gzipSync(OBJECTS) : OBJECTS);
      const parsed = parse.mock.calls.map(([text]) => text.length);
      parse.mockRestore();
      expect(Math.max(0, ...parsed)).toBeLessThan(10_000);
      expect(answer).toMatchObject({ status: 400, body });
    }
  });
});

/** A server that connections are opened to by hand. */
async function listening(app: Parameters<typeof createServer>[1]) {
  const server = createServer(app);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (): Socket => connect((server.address() as AddressInfo).port, '127.0.0.1');
}

const MB = 1024 * 1024;
const head = (path: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
const WRONG = '/rest/1/nobodysSecret1234567';

describe('who asks is proved before much of a body is read', () => {
  const refused: readonly [string, string, string, number, string][] = [
    ['a path', `${WRONG}/${LIST}`, '', 403, 'INVALID_CREDENTIALS'],
    ['a query', `/rest/${LIST}?auth=none`, '', 401, 'invalid_token'],
    ['a header', `/rest/${LIST}`, 'Authorization: Bearer none\r\n', 401, 'invalid_token'],
    ['a path of no method', `${HOOK}no.such.method`, '', 404, 'ERROR_METHOD_NOT_FOUND'],
    ['REST 3.0', `/rest/api/1/nobody/${LIST}`, '', 401, 'ACCESSDENIED'],
    ['plain REST', '/api/v1/product-images', 'Authorization: Bearer none\r\n', 401, 'Unauthorized'],
  ];

  it('by path, query or header, on every face', async () => {
    const { app } = await testPortal();
    // At once, since a client that does not end its body is waited for.
    const answers = refused.map(async ([what, path, header]) => {
      const start = head(path, 6 * MB).replace('\r\n', `\r\n${header}`);
      const { status, bytes } = await sendRaw(app, start + ' '.repeat(200_000));
      return [what, status, bytes.toString()];
    });
    const expected = refused.map(([what, , , status, code]) => [
      what,
      status,
      expect.stringContaining(code),
    ]);
    expect(await Promise.all(answers)).toEqual(expected);
  });

  it('an app sends a large file with its token in the body', async () => {
    const { app, addApp, tokensOf, productId } = await shop();
    const { accessToken } = await tokensOf((await addApp()).app.id);
    const content = Buffer.concat([PNG, Buffer.alloc(5 * MB)]).toString('base64');
    const fields = { fields: { productId }, fileContent: ['big.png', content] };
    const json = request(app).post('/rest/catalog.productImage.add');
    expect((await json.send({ ...fields, auth: accessToken })).body.result).toBeTruthy();
    const form = request(app).post('/rest/catalog.productImage.add').type('form');
    const sent = `auth=${accessToken}&fields[productId]=${productId}&fileContent[0]=big.png&fileContent[1]=`;
    expect((await form.send(sent + encodeURIComponent(content))).body.result).toBeTruthy();
    const command = `catalog.productImage.add?${sent.slice(sent.indexOf('&') + 1)}${encodeURIComponent(content)}`;
    const batch = request(app).post('/rest/batch');
    const { body } = await batch.send({ auth: accessToken, cmd: [command] });
    expect(body.result).toMatchObject({ result: [expect.anything()], result_error: [] });
  });
});

describe('the bytes of all large bodies together', () => {
  const body = (bytes: number) => JSON.stringify({ productId: 1, x: ' '.repeat(bytes) });
  const small = body(10);
  const TOO_MUCH = { error: 'QUERY_LIMIT_EXCEEDED' };

  /** A portal with room for 1 MB, of which a caller holds some without an end. */
  async function held(path: string, bytes: number) {
    const made = await shop({ app: { bodiesLimit: MB } });
    const socket = (await listening(made.app))();
    socket.write(head(path, bytes) + ' '.repeat(100_000));
    const post = (to: string, sent: string) => request(made.app).post(to).type('json').send(sent);
    const refusedFor = async (to: string, sent: string) => {
      for (;;) {
        const answer = await post(to, sent);
        if (answer.status !== 200 && answer.status !== 401) return answer;
      }
    };
    return { ...made, socket, send: post, refusedFor };
  }

  it('is bounded; what is over it is refused at once and what is given back is free', async () => {
    const { socket, send, refusedFor } = await held(`${HOOK}${LIST}`, 800_000);
    expect(await refusedFor(`${HOOK}${LIST}`, body(300_000))).toMatchObject({
      status: 503,
      body: TOO_MUCH,
    });
    const v3 = await send(`/rest/api/1/${secrets.admin}/catalog.vat.list`, body(300_000));
    expect(v3).toMatchObject({
      status: 429,
      body: { error: { code: 'BITRIX_REST_V3_EXCEPTION_RATELIMITEXCEPTION' } },
    });
    const plain = await send('/api/v1/product-images', body(300_000)).set('Host', 'localhost');
    expect(plain).toMatchObject({ status: 503, body: { error: 'Service Unavailable' } });
    expect((await send(`${HOOK}${LIST}`, small)).status).toBe(200);
    socket.destroy();
    for (;;) {
      const { status } = await send(`${HOOK}${LIST}`, body(300_000));
      if (status === 200) break;
      expect(status).toBe(503);
    }
  });

  it('leaves half to those who prove who they are first', async () => {
    const { send, refusedFor } = await held(`/rest/${LIST}`, 450_000);
    expect(await refusedFor(`/rest/${LIST}`, body(300_000))).toMatchObject({ status: 503 });
    expect((await send(`${HOOK}${LIST}`, body(300_000))).status).toBe(200);
  });
});
