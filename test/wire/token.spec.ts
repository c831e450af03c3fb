import request from 'supertest';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/errors.ts';
import { secrets } from '../portal.ts';
import { HOOK, PNG, shop } from './shop.ts';

const START = Date.UTC(2026, 0, 1, 12);
const HOUR = 3_600_000;

/** A shop, an app with the tokens of user 1, and a clock that the test moves. */
async function withApp(profile: Profile = 'documented') {
  const clock = { now: START };
  const made = await shop({ profile, now: () => clock.now });
  const { app } = await made.addApp();
  const { accessToken, expires } = await made.tokensOf(app.id);
  const server = request(made.app);
  const get = (path: string, token?: string) =>
    token === undefined ? server.get(path) : server.get(path).auth(token, { type: 'bearer' });
  return { ...made, clock, installed: app, token: accessToken, expires, server, get };
}

const METHOD = 'catalog.product.get';

describe('an access token', () => {
  it.each(['/rest/', '/rest//', '//rest/'])('is read from every place below %s', async (root) => {
    const { token, server } = await withApp();
    const answers = [
      server.get(`${root}${METHOD}?id=1&auth=${token}`),
      server.get(`${root}${METHOD}.json?id=1&access_token=${token}`),
      server.get(`${root}${METHOD}?id=1`).set('Authorization', `Bearer ${token}`),
      server.get(`${root}${METHOD}?id=1`).set('authorization', `bearer  ${token} `),
      server.post(`${root}${METHOD}`).send({ id: 1, auth: token }),
      server.post(`${root}${METHOD}`).send({ id: 1, access_token: token }),
      server.post(`${root}${METHOD}/?id=1`).type('form').send({ auth: token }),
      server.post(`${root}${METHOD}`).type('text').send(`auth=${token}&id=1`),
      server.post(`${root}?method=${METHOD}`).field('auth', token).field('id', '1'),
    ];
    for (const { status, body } of await Promise.all(answers)) {
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { result: { product: { id: 1 } } },
      });
    }
  });

  it('counts before the webhook of the address', async () => {
    const { token, server } = await withApp();
    const none = await server.get(`${HOOK}${METHOD}?id=1&auth=nobody`);
    expect(none).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
    const wrongHook = await server.get(`/rest/1/wrong-secret/${METHOD}?id=1&auth=${token}`);
    expect(wrongHook.status).toBe(200);
  });

  it('in the header counts before one in the parameters', async () => {
    const { token, get } = await withApp();
    expect((await get(`/rest/${METHOD}?id=1&auth=nobody`, token)).status).toBe(200);
    const other = await get(`/rest/${METHOD}?id=1&auth=${token}`, 'nobody');
    expect(other.body.error).toBe('invalid_token');
  });

  it.each(['auth[]=x', 'auth=', 'access_token[a]=x', 'auth[]=x&access_token='])(
    'that is no text is none: %s',
    async (query) => {
      const { server } = await withApp();
      const { status, body } = await server.get(`/rest/${METHOD}?id=1&${query}`);
      expect({ status, error: body.error }).toEqual({ status: 401, error: 'NO_AUTH_FOUND' });
    },
  );

  it.each(['documented', 'live'] as const)(
    'is good for an hour, and answers expired_token from then on, %s',
    async (profile) => {
      const { token, expires, clock, get } = await withApp(profile);
      expect(expires).toBe((START + HOUR) / 1000);
      clock.now = START + HOUR - 1;
      expect((await get(`/rest/${METHOD}?id=1`, token)).status).toBe(200);
      for (const later of [0, 1, 24 * HOUR, 100 * 24 * HOUR]) {
        clock.now = START + HOUR + later;
        const { status, body } = await get(`/rest/${METHOD}?id=1`, token);
        expect({ status, body }).toEqual({
          status: 401,
          body: {
            error: 'expired_token',
            error_description: 'The access token provided has expired',
          },
        });
      }
    },
  );

  it('cannot do more than the app, nor more than the user', async () => {
    const made = await withApp();
    const { app } = await made.addApp({ scopes: 'user' });
    const scopeless = await made.tokensOf(app.id);
    expect(await made.withToken(scopeless.accessToken)(METHOD, { id: 1 })).toEqual({
      status: 403,
      error: 'insufficient_scope',
      error_description: 'The request requires higher privileges than provided by the access token',
    });
    const reader = await made.tokensOf(made.installed.id, 2);
    const call = made.withToken(reader.accessToken);
    expect((await call(METHOD, { id: 1 })).status).toBe(200);
    expect(await call('catalog.vat.delete', { id: 1 })).toMatchObject({ error: 200040300020 });
  });

  it.each([
    ['its app is switched off', 'app', { active: 'N' }, 'APPLICATION_NOT_FOUND', 401],
    ['its user is disabled', 'user', { active: 'N' }, 'authorization_error', 401],
    ['its app is closed to the user', 'app', { users: '2,3' }, 'user_access_error', 403],
  ] as const)('is dead at once when %s', async (_, table, change, error, status) => {
    const { token, store, withToken, installed } = await withApp();
    const call = withToken(token);
    expect((await call(METHOD, { id: 1 })).status).toBe(200);
    await store.write(async ({ query }) => {
      if (table === 'app') {
        await query.updateTable('app').set(change).where('id', '=', installed.id).execute();
      } else {
        await query.updateTable('user').set({ active: 'N' }).where('id', '=', 1).execute();
      }
    });
    expect(await call(METHOD, { id: 1 })).toMatchObject({ status, error });
  });

  it('is gone with its app', async () => {
    const { token, store, withToken, installed } = await withApp();
    await store.write(({ query }) =>
      query.deleteFrom('app').where('id', '=', installed.id).execute(),
    );
    expect(await withToken(token)(METHOD, { id: 1 })).toMatchObject({
      status: 401,
      error: 'invalid_token',
    });
  });

  it('is stored as a hash, and stands in no log line', async () => {
    const { token, store, get, lines } = await withApp();
    await get(`/rest/${METHOD}?id=1&auth=${token}`);
    await get(`/rest/${token}?id=1`);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toContain(token);
    const rows = await store.reader.query.selectFrom('token').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('works at the REST API, as the secret of a webhook does', async () => {
    const { token, clock, get } = await withApp();
    expect((await get('/api/v1/products/1', token)).status).toBe(200);
    expect((await get('/api/v1/products/1', secrets.admin)).status).toBe(200);
    clock.now += HOUR;
    expect((await get('/api/v1/products/1', token)).status).toBe(401);
  });
});

describe('a webhook', () => {
  it('is dead from the second on in which it expires', async () => {
    const { clock, store, server } = await withApp();
    const expireTime = START / 1000 + 60;
    await store.write(({ query }) =>
      query.updateTable('webhook').set({ expireTime }).where('userId', '=', 1).execute(),
    );
    expect((await server.get(`${HOOK}${METHOD}?id=1`)).status).toBe(200);
    clock.now = START + 60_000;
    const { status, body } = await server.get(`${HOOK}${METHOD}?id=1`);
    expect({ status, error: body.error }).toEqual({ status: 403, error: 'INVALID_CREDENTIALS' });
  });

  it.each(['aplogin=1', 'aplogin=admin'])('is named by the parameters %s and ap', async (login) => {
    const { server } = await withApp();
    const path = `/rest/${METHOD}?id=1&${login}`;
    expect((await server.get(`${path}&ap=${secrets.admin}`)).status).toBe(200);
    expect((await server.get(`${path}&ap=wrong`)).body.error).toBe('INVALID_CREDENTIALS');
    expect((await server.get(path)).body.error).toBe('NO_AUTH_FOUND');
  });
});

describe('a downloadUrl that was given to an app', () => {
  async function linked() {
    const made = await withApp();
    const image = { productId: 1, id: 1 };
    const { result } = await made.withToken(made.token)('catalog.productImage.get', image);
    const url = new URL(result.productImage.downloadUrl);
    return { ...made, url, link: url.pathname + url.search };
  }

  it('has the form of a portal, and gives the bytes in parts too', async () => {
    const { url, link, token, server } = await linked();
    expect(url.pathname).toBe('/rest/download.json');
    expect([...url.searchParams.keys()]).toEqual(['auth', 'token']);
    expect(url.searchParams.get('auth')).toBe(token);
    const { status, headers, body } = await server.get(link);
    expect(status).toBe(200);
    expect(Buffer.compare(body, PNG)).toBe(0);
    expect(headers['content-disposition']).toBe('inline; filename=1.png');
    const part = await server.get(link).set('Range', 'bytes=0-3');
    expect(part).toMatchObject({ status: 206 });
    expect(Buffer.compare(part.body, PNG.subarray(0, 4))).toBe(0);
    const same = await server.get(link).set('If-None-Match', headers.etag as string);
    expect(same.status).toBe(304);
  });

  it('dies with the access token', async () => {
    const { link, clock, server } = await linked();
    clock.now += HOUR;
    const { status, body } = await server.get(link);
    expect({ status, error: body.error }).toEqual({ status: 401, error: 'expired_token' });
  });

  it('is of no use to another token of the same user, to a webhook, or alone', async () => {
    const { url, installed, tokensOf, server } = await linked();
    const signed = encodeURIComponent(url.searchParams.get('token') as string);
    const other = await tokensOf(installed.id);
    const denied = { status: 403, body: { error: 'ACCESS_DENIED' } };
    const path = `/rest/download.json?token=${signed}`;
    expect(await server.get(`${path}&auth=${other.accessToken}`)).toMatchObject(denied);
    expect(await server.get(`${HOOK}download/?token=${signed}`)).toMatchObject(denied);
    expect(await server.get(path)).toMatchObject({ status: 401, body: { error: 'NO_AUTH_FOUND' } });
  });
});
