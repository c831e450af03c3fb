import { createHash } from 'node:crypto';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/errors.ts';
import { secrets } from '../portal.ts';
import { HOOK, PNG, shop } from './shop.ts';

const ETAG = `"${createHash('sha256').update(PNG).digest('hex')}"`;
const DENIED = { error: 'ACCESS_DENIED', error_description: 'Access denied! Link check failed' };

async function linked(profile: Profile = 'documented') {
  const made = await shop({ profile });
  const { body } = await made.post('catalog.productImage.get', { productId: 1, id: 1 });
  const { downloadUrl, detailUrl } = body.result.productImage as Record<string, string>;
  const url = new URL(downloadUrl as string);
  const token = url.searchParams.get('token') as string;
  const get = (path: string) => request(made.app).get(path);
  const withToken = (text: string, hook = HOOK) =>
    get(`${hook}download/?token=${encodeURIComponent(text)}`);
  return {
    ...made,
    url,
    link: url.pathname + url.search,
    token,
    detailUrl: detailUrl as string,
    get,
    withToken,
  };
}

/** The text with one character of it exchanged for another. */
const bent = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;

describe('downloadUrl', () => {
  it('gives the same bytes, and headers under which they are nothing but a picture', async () => {
    const { url, link, get } = await linked();
    expect(url.origin).toBe('http://portal.test');
    expect(url.pathname).toBe(`${HOOK}download/`);
    const { status, headers, body } = await get(link);
    expect(status).toBe(200);
    expect(Buffer.compare(body, PNG)).toBe(0);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'content-disposition': 'inline; filename=1.png',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-store',
      'accept-ranges': 'bytes',
      etag: ETAG,
    });
  });

  it('is fresh in every answer and good again and again, by POST as well', async () => {
    const { app, post, link, token, get } = await linked();
    const { body } = await post('catalog.productImage.get', { productId: 1, id: 1 });
    const again = new URL(body.result.productImage.downloadUrl);
    expect(again.search).not.toBe(new URL(link, 'http://x').search);
    for (const path of [link, link, again.pathname + again.search])
      expect((await get(path)).status).toBe(200);
    expect((await request(app).post(`${HOOK}download.json`).send({ token })).status).toBe(200);
  });

  it.each(['documented', 'live'] as const)(
    'is refused when any part of its token is altered, %s',
    async (profile) => {
      const { token, withToken } = await linked(profile);
      const [scope, payload, signature] = token.split('|') as [string, string, string];
      const forged = Buffer.from(
        Buffer.from(payload, 'base64').toString().replace('id=1', 'id=2'),
      ).toString('base64');
      const altered = [
        ...Array.from(token, (_, at) => bent(token, at)),
        `${token}|`,
        `|${token}`,
        `${token}|${signature}`,
        `${token} `,
        ` ${token}`,
        token.slice(0, -1),
        token.slice(1),
        `${scope}|${payload}|`,
        `${scope}||${signature}`,
        `|${payload}|${signature}`,
        `${scope}|${payload}`,
        `crm|${payload}|${signature}`,
        `CATALOG|${payload}|${signature}`,
        `${scope}|${forged}|${signature}`,
        `${scope}|${payload}=|${signature}`,
        `${scope}|${payload.replace(/=+$/, '')}\n|${signature}`,
        `${scope}|${payload}|${signature}=`,
        `${scope}|${signature}|${payload}`,
        'x',
        '||',
        '|||',
        '0',
        'null',
        '\u0000',
        'catalog|aWQ9MSZfPTA=|',
        'a'.repeat(5000),
      ];
      for (const text of altered.filter((one) => one !== token)) {
        const { status, body } = await withToken(text);
        expect({ text, status, body }).toEqual({ text, status: 403, body: DENIED });
      }
    },
  );

  it('needs a token that is text', async () => {
    const { get } = await linked();
    for (const [query, message] of [
      ['', 'Could not find value for parameter {token}'],
      [
        '?token[]=x',
        'Invalid value {Array} to match with parameter {token}. Should be value of type string.',
      ],
    ]) {
      expect(await get(`${HOOK}download/${query}`)).toMatchObject({
        status: 400,
        body: { error: 100, error_description: message },
      });
    }
  });

  it('is of no use to another webhook, to the user by another one, or to nobody', async () => {
    const { token, withToken, store } = await linked();
    const { hashSecret } = await import('../../src/auth/secrets.ts');
    const second = {
      userId: 1,
      secretHash: hashSecret('second-secret-of-user-1'),
      scopes: 'catalog',
      createTime: 0,
    };
    await store.write((db) => db.query.insertInto('webhook').values(second).execute());
    for (const hook of [
      `/rest/2/${secrets.reader}/`,
      `/rest/3/${secrets.manager}/`,
      '/rest/1/second-secret-of-user-1/',
    ]) {
      expect(await withToken(token, hook)).toMatchObject({ status: 403, body: DENIED });
    }
    expect(await withToken(token, '/rest/')).toMatchObject({
      status: 401,
      body: { error: 'NO_AUTH_FOUND' },
    });
    expect(await withToken(token, '/rest/1/no-such-secret-here/')).toMatchObject({
      status: 403,
      body: { error: 'INVALID_CREDENTIALS' },
    });
  });

  it('ends with its webhook, its user, and its image', async () => {
    const { app, link, get, post, store, as } = await linked();
    const reader = await as(2)('catalog.productImage.get', { productId: 1, id: 1 });
    expect(reader.status).toBe(200);
    await post('catalog.productImage.delete', { productId: 1, id: 1 });
    expect(await get(link)).toMatchObject({
      status: 400,
      body: { error: 0, error_description: 'productImage does not exist.' },
    });
    const readersGet = () =>
      request(app).get(`/rest/2/${secrets.reader}/catalog.productImage.getFields`);
    expect((await readersGet()).status).toBe(200);
    await store.write((db) =>
      db.query.deleteFrom('webhook').where('userId', 'in', [1, 2]).execute(),
    );
    expect((await readersGet()).status).toBe(403);
    expect((await get(link)).body.error).toBe('INVALID_CREDENTIALS');
  });

  it('of a deleted image says so with an empty code in the live profile', async () => {
    const { link, get, post } = await linked('live');
    await post('catalog.productImage.delete', { productId: 1, id: 1 });
    expect((await get(link)).body).toEqual({
      error: '',
      error_description: 'productImage does not exist.',
    });
  });

  it('points at https where the caller came by it', async () => {
    const { app } = await shop({ app: { baseUrl: () => 'https://shop.example:444' } });
    const { body } = await request(app)
      .get(`${HOOK}catalog.productImage.list?productId=1`)
      .set('Host', 'evil.example');
    expect(body.result.productImages[0].downloadUrl).toMatch(
      /^https:\/\/shop\.example:444\/rest\/1\//,
    );
    expect(JSON.stringify(body)).not.toContain('evil.example');
  });
});

describe.each([
  ['downloadUrl', 'link'],
  ['detailUrl', 'detailUrl'],
] as const)('%s in parts', (_name, key) => {
  const size = PNG.length;

  it.each([
    ['bytes=0-9', 206, `bytes 0-9/${size}`, PNG.subarray(0, 10)],
    ['bytes=10-', 206, `bytes 10-${size - 1}/${size}`, PNG.subarray(10)],
    ['bytes=-4', 206, `bytes ${size - 4}-${size - 1}/${size}`, PNG.subarray(-4)],
    ['bytes=0-999999', 206, `bytes 0-${size - 1}/${size}`, PNG],
    ['bytes=0-0', 206, `bytes 0-0/${size}`, PNG.subarray(0, 1)],
    ['bytes=0-1,4-5', 200, undefined, PNG],
    ['lines=0-1', 200, undefined, PNG],
    ['bytes=nonsense', 200, undefined, PNG],
    [`bytes=${size}-`, 416, `bytes */${size}`, Buffer.alloc(0)],
    ['bytes=9-3', 416, `bytes */${size}`, Buffer.alloc(0)],
  ])('%s', async (range, status, contentRange, bytes) => {
    const made = await linked();
    const answer = await made.get(made[key]).set('Range', range).buffer(true).parse(collect);
    expect({ range, status: answer.status, at: answer.headers['content-range'] }).toEqual({
      range,
      status,
      at: contentRange,
    });
    expect(Buffer.compare(answer.body, bytes)).toBe(0);
  });

  it('HEAD has the headers and no bytes; If-None-Match spares them; If-Range of another file asks for all', async () => {
    const made = await linked();
    const head = await request(made.app).head(made[key]);
    expect({ status: head.status, text: head.text }).toEqual({ status: 200, text: undefined });
    expect(head.headers).toMatchObject({
      'content-length': String(size),
      etag: ETAG,
      'content-type': 'image/png',
    });
    for (const known of [ETAG, `W/${ETAG}`, '*', `"other", ${ETAG}`]) {
      const fresh = await made
        .get(made[key])
        .set('If-None-Match', known)
        .buffer(true)
        .parse(collect);
      expect({ known, status: fresh.status, length: fresh.body.length }).toEqual({
        known,
        status: 304,
        length: 0,
      });
      expect(fresh.headers.etag).toBe(ETAG);
    }
    expect((await made.get(made[key]).set('If-None-Match', '"other"')).status).toBe(200);
    const ranged = (etag: string) =>
      made.get(made[key]).set('Range', 'bytes=0-1').set('If-Range', etag);
    expect((await ranged(ETAG)).status).toBe(206);
    expect((await ranged('"other"')).status).toBe(200);
  });
});

function collect(res: request.Response, done: (error: Error | null, bytes: Buffer) => void) {
  const chunks: Buffer[] = [];
  res.on('data', (chunk: Buffer) => chunks.push(chunk));
  res.on('end', () => done(null, Buffer.concat(chunks)));
}

it('a lost file is told in the shape of the protocol, and no cache keeps that', async () => {
  const made = await linked();
  await made.blobs.remove(ETAG.slice(1, -1));
  for (const range of ['', 'bytes=0-1']) {
    const answer = await made.get(made.link).set('Range', range);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: 0, error_description: 'file does not exist.' },
    });
    const gone = await made.get(made.detailUrl).set('Range', range);
    expect(gone).toMatchObject({ status: 404, body: { status: 404, error: 'Not Found' } });
    for (const { headers } of [answer, gone]) {
      for (const name of ['cache-control', 'etag', 'content-range', 'content-disposition']) {
        expect(headers).not.toHaveProperty(name);
      }
    }
  }
  expect(made.lines.join('')).toContain('a stored file cannot be read');
});
