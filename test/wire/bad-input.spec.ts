import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { expectHarmless, expectUnpolluted } from './hostile.ts';
import { type Answer, HOOK, sendRaw, shop } from './shop.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const LIST = `${HOOK}catalog.productImage.list`;

type Made = Awaited<ReturnType<typeof shop>>;

async function post(
  { app }: Made,
  path: string,
  type: string,
  body: string | Buffer,
  encoding = 'identity',
) {
  const sent = request(app).post(path).set('Content-Encoding', encoding);
  if (type) sent.set('Content-Type', type);
  const answer = await sent.serialize((bytes) => bytes).send(Buffer.from(body as string));
  expectHarmless(answer, `${path} ${type} ${body.slice(0, 100)}`);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  return answer as Answer;
}

async function expectAlive(made: Made) {
  expect((await made.post('catalog.productImage.list', { productId: 1 })).body.total).toBe(1);
  expectUnpolluted();
}

describe('a body that is no JSON', () => {
  it.each([
    '{',
    '[',
    '}',
    '{"productId":1',
    '{productId:1}',
    "{'productId':1}",
    '{"productId":1}}',
    '[1,]',
    'nul',
    'NaN',
    '\ufeff{"productId":1}',
    '"',
    '{"a":"\\u00"}',
    '{"a":01}',
    '{"productId":1}\u0000',
    Buffer.from([0xff, 0xfe, 0x7b]),
    Buffer.from('{"productId":"\xff"}', 'latin1'),
    '\u0000'.repeat(1000),
  ])('%j leaves the query', async (body) => {
    const made = await shop();
    expect(await post(made, LIST, JSON_TYPE, body)).toMatchObject({
      status: 400,
      body: { error: 100, error_description: 'Could not find value for parameter {productId}' },
    });
    expect((await post(made, `${LIST}?productId=1`, JSON_TYPE, body)).body.total).toBe(1);
    await expectAlive(made);
  });
});

const DEEP = 10_000;
const deep: readonly (readonly [string, string, string])[] = [
  ['brackets in a form', FORM_TYPE, `productId=1&a${'[x]'.repeat(DEEP)}=1`],
  ['empty brackets in a form', FORM_TYPE, `productId=1&a${'[]'.repeat(DEEP)}=1`],
  ['open brackets in a form', FORM_TYPE, `productId=1&a${'['.repeat(DEEP)}=1`],
  ['arrays in JSON', JSON_TYPE, `{"productId":1,"a":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`],
  ['objects in JSON', JSON_TYPE, `{"productId":1,"a":${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}}`],
  ['open arrays in JSON', JSON_TYPE, '['.repeat(DEEP)],
  [
    'brackets in a part',
    'multipart/form-data; boundary=x',
    `--x\r\nContent-Disposition: form-data; name="a${'[x]'.repeat(DEEP)}"\r\n\r\n1\r\n--x--\r\n`,
  ],
  ['variables in a form', FORM_TYPE, `productId=1${'&a[]=1'.repeat(30_000)}`],
  [
    'names in JSON',
    JSON_TYPE,
    JSON.stringify({
      ...Object.fromEntries(Array.from({ length: 30_000 }, (_, n) => [`k${n}`, 1])),
      productId: 1,
    }),
  ],
  [
    'parts',
    'multipart/form-data; boundary=x',
    `${'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(5000)}--x--\r\n`,
  ],
];

describe(`${DEEP} and more`, () => {
  it.each(deep)('%s are refused or dropped quickly', async (_name, type, body) => {
    const made = await shop();
    const begun = performance.now();
    const answer = await post(made, LIST, type, body);
    expect(performance.now() - begun).toBeLessThan(2000);
    if (answer.status !== 200) {
      expect(answer).toMatchObject({ status: 400 });
      expect([100, 'INVALID_REQUEST']).toContain(answer.body.error);
    }
    await expectAlive(made);
  });

  it('brackets in a query that fits into a header', async () => {
    const made = await shop();
    const { status, body } = await made.post(
      `catalog.productImage.list?productId=1&a${'[x]'.repeat(3000)}=1`,
    );
    expect({ status, error: body.error }).toEqual({ status: 400, error: 'INVALID_REQUEST' });
    await expectAlive(made);
  });

  it('bytes of headers are refused by the parser, and the connection ends', async () => {
    const made = await shop();
    const { status } = await sendRaw(
      made.app,
      `GET ${LIST}?a=${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    ).catch(() => ({ status: 431 }));
    expect(status).toBe(431);
    await expectAlive(made);
  });
});

const POLLUTED = [
  '__proto__[polluted]=1',
  '__proto__.polluted=1',
  '__proto__=1',
  'constructor[prototype][polluted]=1',
  'a[__proto__][polluted]=1',
  'a[constructor][prototype][polluted]=1',
  'a[][__proto__][polluted]=1',
  '__proto__[__proto__][polluted]=1',
  'fields[__proto__][polluted]=1',
  'select[__proto__][polluted]=1',
  'select[__proto__]=1',
  'toString=1&hasOwnProperty=1&valueOf=1',
  'prototype[polluted]=1',
  '[__proto__][polluted]=1',
];
const POLLUTED_JSON = [
  '{"__proto__":{"polluted":1},"productId":1}',
  '{"constructor":{"prototype":{"polluted":1}},"productId":1}',
  '{"productId":1,"select":{"__proto__":{"polluted":1}}}',
  '{"productId":1,"fields":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
  '{"productId":1,"__proto__":null}',
  '{"productId":1,"__proto__":[]}',
  '{"productId":1,"toString":1,"hasOwnProperty":1,"then":1,"toJSON":1}',
];

it('names of prototypes are ordinary names, in brackets, JSON and parts', async () => {
  const made = await shop();
  const own = new Set<unknown>();
  for (const text of POLLUTED) {
    for (const answer of [
      await post(made, LIST, FORM_TYPE, `productId=1&${text}`),
      (await request(made.app).get(`${LIST}?productId=1&${text}`)) as Answer,
      await post(
        made,
        LIST,
        'multipart/form-data; boundary=x',
        ['productId=1', ...text.split('&')]
          .map((pair) => pair.split('='))
          .map(
            ([name, value]) =>
              `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
          )
          .join('')
          .concat('--x--\r\n'),
      ),
    ]) {
      expect({ text, status: answer.status }).toEqual({ text, status: 200 });
      own.add(JSON.stringify(answer.body.result).replace(/token=[^"]*/g, ''));
    }
    expectUnpolluted();
  }
  for (const text of POLLUTED_JSON) {
    const answer = await post(made, LIST, JSON_TYPE, text);
    expect({ text, status: answer.status }).toEqual({ text, status: 200 });
    own.add(JSON.stringify(answer.body.result).replace(/token=[^"]*/g, ''));
    expectUnpolluted();
  }
  expect(own.size, 'one answer to all of them').toBe(1);
  await expectAlive(made);
});

describe('a body over the limit', () => {
  const LIMIT = 20_000;
  const TOO_LARGE = {
    error: 'INVALID_REQUEST',
    error_description: `The body is larger than ${LIMIT} bytes`,
  };

  it.each(['documented', 'live'] as const)(
    'is 413 in the shape of the protocol, which the client can read, %s',
    async (profile) => {
      const made = await shop({ profile, app: { bodyLimit: LIMIT } });
      const content = 'A'.repeat(5_000_000);
      for (const [type, body] of [
        [JSON_TYPE, `{"productId":"${content}"}`],
        [FORM_TYPE, `productId=${content}`],
        [
          'multipart/form-data; boundary=x',
          `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n${content}\r\n--x--\r\n`,
        ],
        ['', content],
      ] as const) {
        const answer = await post(made, LIST, type, body);
        expect(answer).toMatchObject({ status: 413, body: TOO_LARGE });
        expect(answer.headers['access-control-allow-origin']).toBe('*');
      }
      await expectAlive(made);
    },
  );

  it('counts what a compressed body becomes', async () => {
    const made = await shop({ app: { bodyLimit: LIMIT } });
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    const before = process.memoryUsage().rss;
    expect(await post(made, LIST, JSON_TYPE, bomb.subarray(0, LIMIT), 'gzip')).toMatchObject({
      status: 413,
      body: TOO_LARGE,
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    expect(await post(made, LIST, JSON_TYPE, bomb, 'gzip')).toMatchObject({ status: 413 });
    expect(
      await post(made, LIST, JSON_TYPE, gzipSync(Buffer.alloc(LIMIT + 1)), 'gzip'),
    ).toMatchObject({ status: 413 });
    await expectAlive(made);
  });

  it('is known from its first bytes too, and what is below passes', async () => {
    const made = await shop({ app: { bodyLimit: LIMIT } });
    const body = JSON.stringify({ productId: 1, x: '' });
    const exactly = body.replace('""', `"${'x'.repeat(LIMIT - body.length)}"`);
    expect((await post(made, LIST, JSON_TYPE, exactly)).status).toBe(200);
    expect((await post(made, LIST, JSON_TYPE, `${exactly} `)).status).toBe(413);
  });

  it('is told even while the client still sends', async () => {
    const made = await shop({ app: { bodyLimit: LIMIT } });
    const { status, bytes } = await sendRaw(
      made.app,
      `POST ${LIST} HTTP/1.1\r\nHost: x\r\nContent-Type: ${JSON_TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n${`5000\r\n${'x'.repeat(0x5000)}\r\n`.repeat(4)}`,
    );
    expect({ status, body: JSON.parse(bytes.toString()) }).toEqual({
      status: 413,
      body: TOO_LARGE,
    });
  });
});

it.each([
  ['an unknown encoding', 'zstd', 'x', 400],
  ['two encodings', 'gzip, gzip', 'x', 400],
  ['gzip that is none', 'gzip', 'no gzip', 400],
  ['gzip that breaks off', 'gzip', gzipSync('{"productId":1}').subarray(0, 20), 400],
  ['deflate that is none', 'deflate', 'no deflate', 400],
  ['brotli that is none', 'br', Buffer.from([0xff, 0xff]), 400],
] as const)('%s is refused', async (_name, encoding, body, status) => {
  const made = await shop();
  expect(await post(made, LIST, JSON_TYPE, body, encoding)).toMatchObject({
    status,
    body: { error: 'INVALID_REQUEST' },
  });
  await expectAlive(made);
});
