import { describe, expect, it } from 'vitest';
import { oauthApp, START } from './oauthApp.ts';

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

describe.each(['documented', 'live'] as const)('the token endpoint, %s,', (profile) => {
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
    const { server, client, code, exchange } = await oauthApp({ profile });
    const { body } = await exchange(await code());
    const params =
      grant === 'a code'
        ? { ...client, grant_type: 'authorization_code', code: await code() }
        : { ...client, grant_type: 'refresh_token', refresh_token: body.refresh_token };
    const query = Object.fromEntries(
      Object.entries({ ...params, ...change }).filter(([, value]) => value !== undefined),
    );
    const answer = await server.get('/oauth/token/').query(query);
    const sent = error === 'invalid_client' && profile === 'live' ? 401 : status;
    expect({ status: answer.status, error: answer.body.error }).toEqual({ status: sent, error });
    if (error === 'wrong_client') expect(answer.body).toEqual({ error });
    expect(JSON.stringify(answer.body)).not.toContain(client.client_secret);
  });

  it('answers that the app is not installed', async () => {
    const { exchange, code, store } = await oauthApp({ profile });
    const text = await code();
    await store.write(({ query }) => query.updateTable('app').set({ active: 'N' }).execute());
    expect(await exchange(text)).toMatchObject({
      status: 401,
      body: { error: 'NOT_INSTALLED', error_description: 'Application not installed' },
    });
  });

  it('says in documented words what the scope exceeds', async () => {
    const { token, code } = await oauthApp({ profile });
    const grant = { grant_type: 'authorization_code', code: await code(), scope: 'catalog,crm' };
    expect(await token(grant)).toMatchObject({
      status: 403,
      body: {
        error: 'invalid_scope',
        error_description: 'Given scope exceeds permissions associated with given grant',
      },
    });
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
