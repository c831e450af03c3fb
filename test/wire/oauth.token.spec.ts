import { describe, expect, it } from 'vitest';
import { oauthApp, START } from './oauthApp.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const INVALID_GRANT = {
  status: 400,
  body: {
    error: 'invalid_grant',
    error_description: 'The grant is invalid, expired, or was used',
  },
};

describe('the token endpoint', () => {
  it('exchanges a code for every key that a client reads', async () => {
    const { code, exchange, installed, memberId } = await oauthApp();
    const { status, body, headers } = await exchange(await code(3));
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{70}$/),
      refresh_token: expect.stringMatching(/^[0-9a-f]{70}$/),
      expires: START / 1000 + 3600,
      expires_in: 3600,
      scope: installed.scopes,
      domain: 'portal.test',
      server_endpoint: 'http://portal.test/oauth-server/rest/',
      client_endpoint: 'http://portal.test/rest/',
      status: 'L',
      member_id: memberId,
      user_id: 3,
    });
  });

  it.each([
    '/oauth/token/',
    '/oauth/token',
    '/rest//oauth/token/',
    '//oauth/token/',
    '/oauth-server/oauth/token/',
    '/oauth-server/rest//oauth/token/',
    '/OAuth/Token/',
  ])('is at %s, by a query and by a form', async (path) => {
    const { server, client, code } = await oauthApp();
    const grant = { ...client, grant_type: 'authorization_code' };
    const byQuery = await server
      .get(path)
      .query({ ...grant, code: await code(), bx24_request_id: 'x' });
    const byForm = await server
      .post(path)
      .type('form')
      .send({ ...grant, code: await code() });
    expect([byQuery.status, byForm.status]).toEqual([200, 200]);
    expect(byQuery.body.access_token).not.toBe(byForm.body.access_token);
  });

  it.each([
    ['a code', 'no grant_type', { code: 'x', grant_type: undefined }, 400, 'invalid_request'],
    ['a code', 'another grant_type', { grant_type: 'password' }, 400, 'invalid_request'],
    ['a code', 'no code', { code: undefined }, 400, 'invalid_request'],
    ['a code', 'no client_id', { client_id: undefined }, 400, 'invalid_request'],
    ['a code', 'another code', { code: 'f'.repeat(70) }, 400, 'invalid_grant'],
    ['a code', 'an array', { code: ['x'] }, 400, 'invalid_grant'],
    ['a code', 'a wrong secret', { client_secret: 'f'.repeat(50) }, 400, 'invalid_client'],
    ['a code', 'no secret', { client_secret: undefined }, 400, 'invalid_client'],
    ['a code', 'an unknown client', { client_id: 'local.0.0' }, 200, 'wrong_client'],
    ['a code', 'a wider scope', { scope: 'catalog,crm' }, 403, 'invalid_scope'],
    [
      'a code',
      'another redirect_uri',
      { redirect_uri: 'https://app.example' },
      400,
      'invalid_grant',
    ],
    ['a refresh token', 'no token', { refresh_token: undefined }, 400, 'invalid_request'],
    ['a refresh token', 'another token', { refresh_token: 'f'.repeat(70) }, 400, 'invalid_grant'],
    ['a refresh token', 'a wrong secret', { client_secret: 'x' }, 400, 'invalid_client'],
  ])('refuses %s with %s', async (grant, _, change, status, error) => {
    const { server, client, code, exchange } = await oauthApp();
    const { body } = await exchange(await code());
    const params =
      grant === 'a code'
        ? { ...client, grant_type: 'authorization_code', code: await code() }
        : { ...client, grant_type: 'refresh_token', refresh_token: body.refresh_token };
    const query = Object.fromEntries(
      Object.entries({ ...params, ...change }).filter(([, value]) => value !== undefined),
    );
    const answer = await server.get('/oauth/token/').query(query);
    expect({ status: answer.status, error: answer.body.error }).toEqual({ status, error });
    if (error === 'wrong_client') expect(answer.body).toEqual({ error });
    expect(JSON.stringify(answer.body)).not.toContain(client.client_secret);
  });

  it('in profile live answers 401 to a wrong secret', async () => {
    const { token } = await oauthApp({ profile: 'live' });
    const answer = await token({
      grant_type: 'refresh_token',
      refresh_token: 'x',
      client_secret: 'x',
    });
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it('names the parameter that is absent in the words of the SDKs', async () => {
    const { token } = await oauthApp();
    expect((await token({ grant_type: 'refresh_token' })).body.error_description).toBe(
      'No "refresh_token" parameter found',
    );
  });

  it('knows only GET and POST', async () => {
    const { server } = await oauthApp();
    expect((await server.put('/oauth/token/')).body.error).toBe('invalid_request');
  });

  it('answers a body that cannot be read', async () => {
    const { server } = await oauthApp();
    const huge = `grant_type=${'x'.repeat(70_000)}`;
    const { status, body } = await server.post('/oauth/token/').type('form').send(huge);
    expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_request' });
  });
});

describe('a code', () => {
  it('is good for half a minute', async () => {
    const { code, exchange, clock } = await oauthApp();
    const [early, late] = [await code(), await code()];
    clock.now += 29_000;
    expect((await exchange(early)).status).toBe(200);
    clock.now += 1000;
    expect(await exchange(late)).toMatchObject(INVALID_GRANT);
  });

  it('that comes back ends what it gave', async () => {
    const { code, exchange, refresh, withToken } = await oauthApp();
    const text = await code();
    const { body } = await exchange(text);
    const refreshed = await refresh(body.refresh_token);
    expect(await exchange(text)).toMatchObject(INVALID_GRANT);
    for (const token of [body.access_token, refreshed.body.access_token]) {
      expect(await withToken(token)('catalog.vat.list')).toMatchObject({ error: 'invalid_token' });
    }
    expect(await refresh(refreshed.body.refresh_token)).toMatchObject(INVALID_GRANT);
  });

  it('of another app is worth nothing', async () => {
    const { addApp, code, server } = await oauthApp();
    const { app, clientSecret } = await addApp();
    const query = {
      client_id: app.clientId,
      client_secret: clientSecret,
      grant_type: 'authorization_code',
      code: await code(),
    };
    expect(await server.get('/oauth/token/').query(query)).toMatchObject(INVALID_GRANT);
  });
});

describe('a refresh', () => {
  it('changes both tokens; the old access token ends by itself', async () => {
    const { code, exchange, refresh, clock, withToken } = await oauthApp();
    const first = (await exchange(await code())).body;
    clock.now += HOUR / 2;
    const second = (await refresh(first.refresh_token)).body;
    expect(second).toEqual({
      ...first,
      access_token: expect.stringMatching(/^[0-9a-f]{70}$/),
      refresh_token: expect.stringMatching(/^[0-9a-f]{70}$/),
      expires: first.expires + 1800,
    });
    expect(second.access_token).not.toBe(first.access_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const call = async (token: string) => (await withToken(token)('catalog.vat.list')).status;
    expect([await call(first.access_token), await call(second.access_token)]).toEqual([200, 200]);
    clock.now += HOUR / 2;
    expect([await call(first.access_token), await call(second.access_token)]).toEqual([401, 200]);
  });

  it('is possible for 180 days', async () => {
    const { code, exchange, refresh, clock } = await oauthApp();
    const { body } = await exchange(await code());
    clock.now += 180 * DAY - 1000;
    const again = await refresh(body.refresh_token);
    expect(again.status).toBe(200);
    clock.now += 180 * DAY;
    expect(await refresh(again.body.refresh_token)).toMatchObject(INVALID_GRANT);
  });

  it('with a token that was used ends all that came from the same consent, and nothing else', async () => {
    const { code, exchange, refresh, withToken } = await oauthApp();
    const first = (await exchange(await code())).body;
    const other = (await exchange(await code())).body;
    const second = (await refresh(first.refresh_token)).body;
    expect(await refresh(first.refresh_token)).toMatchObject(INVALID_GRANT);
    expect(await refresh(second.refresh_token)).toMatchObject(INVALID_GRANT);
    for (const token of [first.access_token, second.access_token]) {
      expect(await withToken(token)('catalog.vat.list')).toMatchObject({
        status: 401,
        error: 'invalid_token',
      });
    }
    expect((await withToken(other.access_token)('catalog.vat.list')).status).toBe(200);
  });

  it('that is made twice at once succeeds once', async () => {
    const { code, exchange, refresh } = await oauthApp();
    const { body } = await exchange(await code());
    const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(body.refresh_token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it.each([
    ['the user is disabled', 'user'],
    ['the app is closed to the user', 'users'],
    ['the app is switched off', 'active'],
  ])('is refused when %s', async (_, what) => {
    const { code, exchange, refresh, store, installed } = await oauthApp();
    const { body } = await exchange(await code());
    const waiting = await code();
    await store.write(async ({ query }) => {
      if (what === 'user') await query.updateTable('user').set({ active: 'N' }).execute();
      const change = what === 'users' ? { users: '2' } : { active: 'N' as const };
      if (what !== 'user') {
        await query.updateTable('app').set(change).where('id', '=', installed.id).execute();
      }
    });
    const error = what === 'active' ? 'NOT_INSTALLED' : 'invalid_grant';
    expect((await refresh(body.refresh_token)).body.error).toBe(error);
    expect((await exchange(waiting)).body.error).toBe(error);
  });

  it('leaves no secret in the database or the log', async () => {
    const { code, exchange, refresh, store, lines, client } = await oauthApp();
    const text = await code();
    const { body } = await exchange(text);
    const again = await refresh(body.refresh_token);
    const secrets = [text, client.client_secret, body.access_token, again.body.refresh_token];
    const tables = ['app', 'authCode', 'token', 'session'] as const;
    const rows = await Promise.all(
      tables.map((table) => store.reader.query.selectFrom(table).selectAll().execute()),
    );
    for (const secret of secrets) {
      expect(JSON.stringify(rows)).not.toContain(secret);
      expect(lines.join('\n')).not.toContain(secret);
    }
  });
});

describe('app.info of the authorization server', () => {
  it.each([
    ['its own address', '/oauth-server/rest/app.info', {}, {}],
    ['its own address with .json', '/oauth-server//rest/app.info.json', {}, {}],
    ['a host of its own', '//rest/app.info', { Host: 'oauth.bitrix24.tech' }, {}],
    ['the flag of the PHP SDK', '//rest/app.info', {}, { IS_NEED_OAUTH_SECURE_CHECK: true }],
  ])('tells whose a token is: %s', async (_, path, headers, params) => {
    const { server, code, exchange, installed, memberId } = await oauthApp();
    const { body: pair } = await exchange(await code(2));
    const { status, body } = await server
      .post(path)
      .set(headers)
      .send({ ...params, auth: pair.access_token });
    expect(status).toBe(200);
    expect(body.result).toEqual({
      client_id: installed.clientId,
      scope: 'catalog,user',
      expires: expect.stringMatching(/^2026-01-01T\d\d:00:00[+-]\d\d:\d\d$/),
      user_id: 2,
      install: {
        installed: true,
        version: '1',
        status: 'L',
        scope: 'catalog,user',
        domain: 'portal.test',
        uri: installed.redirectUri,
        client_endpoint: 'http://portal.test/rest/',
        server_endpoint: 'http://portal.test/oauth-server/rest/',
        member_id: memberId,
        member_type: 'portal',
      },
    });
    expect(body.time).toMatchObject({ duration: expect.any(Number) });
  });

  it.each([
    ['no token', '', 'NO_AUTH_FOUND'],
    ['an unknown one', '?auth=x', 'invalid_token'],
  ])('refuses %s', async (_, query, error) => {
    const { server } = await oauthApp();
    const answer = await server.get(`/oauth-server/rest/app.info${query}`);
    expect(answer).toMatchObject({ status: 401, body: { error } });
  });
});
