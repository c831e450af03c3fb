import { describe, expect, it } from 'vitest';
import { PASSWORD } from '../portal.ts';
import { oauthApp, REDIRECT } from './oauthApp.ts';

describe('the way of a user', () => {
  it.each(['/oauth', '/oauth-server/oauth'])(
    'at %s ends with a code that is good',
    async (root) => {
      const { browser, exchange, memberId } = await oauthApp();
      const { agent, address, csrfOf, signIn } = browser();
      const path = address({ state: 'a b&c=<d>' }, root);
      const first = await agent.get(path);
      expect(first).toMatchObject({ status: 200, type: 'text/html' });
      expect(first.text).toContain('autocomplete="current-password"');

      const consent = await signIn(path, 'manager');
      expect(consent.status).toBe(200);
      expect(consent.text).toContain('Mark Manager');
      expect(consent.text).toContain('Read and change the product catalogue');
      const csrf = csrfOf(consent.text);
      const { status, headers } = await agent
        .post(path)
        .type('form')
        .send({ csrf, action: 'allow' });
      expect(status).toBe(302);
      const target = new URL(headers.location as string);
      expect(target.origin + target.pathname).toBe('https://app.example/callback');
      expect(Object.fromEntries(target.searchParams)).toEqual({
        from: 'vitrine',
        code: expect.stringMatching(/^[0-9a-f]{70}$/),
        state: 'a b&c=<d>',
        domain: 'portal.test',
        member_id: memberId,
        scope: 'catalog,user',
        server_domain: 'portal.test',
      });
      const { body } = await exchange(target.searchParams.get('code') as string);
      expect(body.user_id).toBe(3);

      expect((await agent.get(path)).text, 'the session lasts').toContain('Mark Manager');
    },
  );

  it('ends without a redirect when it is denied', async () => {
    const { browser } = await oauthApp();
    const { address, signIn, submit } = browser();
    await signIn(address());
    const { status, headers, text } = await submit(address(), { action: 'deny' });
    expect({ status, location: headers.location }).toEqual({ status: 200, location: undefined });
    expect(text).toContain('Not allowed');
  });

  it('begins again for somebody else, and the old session is over', async () => {
    const { browser, store } = await oauthApp();
    const { agent, address, signIn, submit } = browser();
    await signIn(address());
    const { text } = await submit(address(), { action: 'signOut' });
    expect(text).toContain('Sign in');
    expect((await agent.get(address())).text).toContain('autocomplete="current-password"');
    expect(await store.reader.query.selectFrom('session').selectAll().execute()).toEqual([]);
  });

  it('ends after twelve hours, and at once when the user is disabled', async () => {
    const { browser, clock, store } = await oauthApp();
    const { agent, address, signIn } = browser();
    await signIn(address());
    clock.now += 12 * 3_600_000 - 1000;
    expect((await agent.get(address())).text).toContain('Anna Admin');
    await store.write(({ query }) => query.updateTable('user').set({ active: 'N' }).execute());
    expect((await agent.get(address())).text).not.toContain('Anna Admin');
    expect((await signIn(address())).status).toBe(403);
  });

  it.each([
    ['a wrong password', 'admin', 'wrong'],
    ['no password', 'admin', ''],
    ['an unknown login', 'nobody', PASSWORD],
    ['a login with markup', '"><script>alert(1)</script>', PASSWORD],
  ])('is not begun by %s', async (_, login, password) => {
    const { browser } = await oauthApp();
    const { address, signIn } = browser();
    const { status, text, headers } = await signIn(address(), login, password);
    expect(status).toBe(403);
    expect(text).toContain('Login or password is wrong.');
    expect(text).not.toContain('<script');
    expect(headers.location).toBeUndefined();
  });

  it('is closed to a user whom the app does not admit', async () => {
    const { browser, store } = await oauthApp();
    await store.write(({ query }) => query.updateTable('app').set({ users: '3' }).execute());
    const { address, signIn, submit } = browser();
    expect(await signIn(address(), 'reader')).toMatchObject({ status: 403 });
    expect((await submit(address(), { action: 'allow' })).headers.location).toBeUndefined();
  });
});

describe('a form', () => {
  it.each([
    ['no token', {}],
    ['another token', { csrf: 'x'.repeat(43) }],
  ])('with %s does nothing', async (_, fields) => {
    const { browser } = await oauthApp();
    const { agent, address, signIn } = browser();
    await signIn(address());
    const { status, headers } = await agent
      .post(address())
      .type('form')
      .send({ action: 'allow', ...fields });
    expect({ status, location: headers.location }).toEqual({ status: 403, location: undefined });
  });

  it('of another visitor, or of a page of another origin, does nothing', async () => {
    const { browser } = await oauthApp();
    const [one, two] = [browser(), browser()];
    await one.signIn(one.address());
    await two.signIn(two.address());
    const foreign = two.csrfOf((await two.agent.get(two.address())).text);
    const own = one.csrfOf((await one.agent.get(one.address())).text);
    const send = (csrf: string, origin: string) =>
      one.agent
        .post(one.address())
        .set('Origin', origin)
        .type('form')
        .send({ csrf, action: 'allow' });
    expect((await send(foreign, 'http://portal.test')).status).toBe(403);
    expect((await send(own, 'https://evil.example')).status).toBe(403);
    expect((await send(own, 'http://portal.test.evil.example')).status).toBe(403);
    expect((await send(own, 'http://portal.test')).status).toBe(302);
  });

  it('before the sign-in is bound to the visitor as well', async () => {
    const { browser } = await oauthApp();
    const { agent, address } = browser();
    const { status } = await agent
      .post(address())
      .type('form')
      .send({ action: 'signIn', login: 'admin', password: PASSWORD });
    expect(status).toBe(403);
  });
});

describe('what would redirect elsewhere is a page', () => {
  const tricks = [
    'https://app.example/callback',
    'https://app.example/callback?from=vitrine/',
    'https://app.example/callback/?from=vitrine',
    'https://app.example/callback?from=Vitrine',
    'https://APP.example/callback?from=vitrine',
    'https://app.example:443/callback?from=vitrine',
    'http://app.example/callback?from=vitrine',
    'https://app.example/callback?from=vitrine#',
    'https://app.example/callback?from=vitrine&x=1',
    'https://app.example@evil.example/callback?from=vitrine',
    'https://app.example.evil.example/callback?from=vitrine',
    'https://evil.example/callback?from=vitrine',
    '//evil.example/callback?from=vitrine',
    '/\\evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    ' https://app.example/callback?from=vitrine',
    'https://app.example/%2e%2e/callback?from=vitrine',
    'https://app.example\t/callback?from=vitrine',
  ];

  it.each(tricks)('%j', async (redirect_uri) => {
    const { browser } = await oauthApp();
    const { agent, address, signIn } = browser();
    await signIn(address());
    const { status, headers, text } = await agent.get(address({ redirect_uri }));
    expect({ status, location: headers.location }).toEqual({ status: 400, location: undefined });
    expect(text).not.toContain('evil.example');
  });

  it('the registered address itself is allowed', async () => {
    const { browser } = await oauthApp();
    const { agent, address } = browser();
    expect((await agent.get(address({ redirect_uri: REDIRECT }))).status).toBe(200);
  });

  it.each([
    ['an unknown app', { client_id: 'local.x' }],
    ['no app', { client_id: '' }],
    ['a state of 2,049 characters', { state: 'x'.repeat(2049) }],
  ])('%s', async (_, params) => {
    const { browser } = await oauthApp();
    const { agent, address } = browser();
    expect(await agent.get(address(params))).toMatchObject({ status: 400, type: 'text/html' });
  });

  it.each(['active', 'redirectUri'] as const)('an app without %s', async (column) => {
    const { browser, store } = await oauthApp();
    const change = column === 'active' ? { active: 'N' as const } : { redirectUri: null };
    await store.write(({ query }) => query.updateTable('app').set(change).execute());
    const { agent, address } = browser();
    expect((await agent.get(address())).status).toBe(400);
  });
});

describe('every page', () => {
  it('is guarded by its headers, and shows what it was given as text', async () => {
    const { browser } = await oauthApp();
    const { agent, address, signIn } = browser();
    const pages = [
      await agent.get(address()),
      await signIn(address()),
      await agent.get(address({ client_id: 'x' })),
    ];
    for (const { text, headers } of pages) {
      expect(text).not.toContain('<b>');
      expect(text).not.toMatch(/<script|style=|onload=/);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'self'; form-action 'self'.*frame-ancestors 'none'$/,
      );
      expect(String(headers['set-cookie'])).toMatch(/Path=\/oauth; HttpOnly; SameSite=Lax$/);
    }
    expect(pages[1]?.text).toContain('Shop &lt;b&gt;sync&lt;/b&gt;');
  });

  it('has its stylesheet', async () => {
    const { server } = await oauthApp();
    for (const path of ['/oauth/style.css', '/oauth-server/oauth/style.css']) {
      expect(await server.get(path)).toMatchObject({ status: 200, type: 'text/css' });
    }
  });

  it('over https keeps its cookie to https', async () => {
    const { browser } = await oauthApp({ app: { baseUrl: () => 'https://portal.test' } });
    const { agent, address } = browser();
    const { headers } = await agent.get(address());
    expect(String(headers['set-cookie'])).toMatch(
      /^__Secure-vitrine_session=[^;]+; Path=.*; Secure$/,
    );
  });
});
