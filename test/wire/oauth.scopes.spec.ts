import { describe, expect, it } from 'vitest';
import { oauthApp } from './oauthApp.ts';

/** The app of these tests has the scopes catalog and user. */
async function granted(options: { scope?: string } = {}) {
  const portal = await oauthApp();
  const code = await portal.code();
  const first = await portal.token({ grant_type: 'authorization_code', code, ...options });
  const refresh = (token: string, scope?: string) =>
    portal.token({
      grant_type: 'refresh_token',
      refresh_token: token,
      ...(scope ? { scope } : {}),
    });
  const opened = async (token: string): Promise<string[]> => {
    const call = portal.withToken(token);
    const tried = { catalog: await call('catalog.vat.list'), user: await call('user.current') };
    return Object.entries(tried).flatMap(([scope, { status }]) => (status === 200 ? [scope] : []));
  };
  return { ...portal, first: first.body, refresh, opened };
}

describe('a token grant', () => {
  it('gives all scopes of the app where none is asked for', async () => {
    const { first, opened } = await granted();
    expect(first.scope).toBe('catalog,user');
    expect(await opened(first.access_token)).toEqual(['catalog', 'user']);
  });

  it('gives what is asked for and no more, and says so', async () => {
    const { first, opened, withToken, server } = await granted({ scope: 'user' });
    expect(first.scope).toBe('user');
    expect(await opened(first.access_token)).toEqual(['user']);
    expect((await withToken(first.access_token)('scope')).result).toEqual(['user']);
    const info = await server
      .get('/oauth-server/rest/app.info')
      .query({ auth: first.access_token });
    expect(info.body.result).toMatchObject({ scope: 'user', install: { scope: 'catalog,user' } });
  });

  it('narrows at a refresh, and is never widened again', async () => {
    const { first, refresh, opened } = await granted();
    const second = (await refresh(first.refresh_token, 'catalog')).body;
    expect(second.scope).toBe('catalog');
    expect(await opened(second.access_token)).toEqual(['catalog']);
    const third = (await refresh(second.refresh_token)).body;
    expect(third.scope).toBe('catalog');
    const fourth = (await refresh(third.refresh_token, 'catalog user')).body;
    expect(fourth.scope).toBe('catalog');
    expect(await opened(fourth.access_token)).toEqual(['catalog']);
  });

  it('is refused where nothing would be left, and the refresh token stays good', async () => {
    const { first, refresh } = await granted({ scope: 'catalog' });
    expect(await refresh(first.refresh_token, 'user')).toMatchObject({
      status: 403,
      body: { error: 'invalid_scope' },
    });
    expect((await refresh(first.refresh_token)).status).toBe(200);
  });

  it('follows an app that loses a scope', async () => {
    const { first, opened, store } = await granted();
    await store.write(({ query }) => query.updateTable('app').set({ scopes: 'user' }).execute());
    expect(await opened(first.access_token)).toEqual(['user']);
  });
});

describe('consent to fewer scopes', () => {
  it('names them on the page, in the redirect, and in the tokens', async () => {
    const { browser, exchange, token } = await oauthApp();
    const { address, signIn, submit } = browser();
    const path = address({ scope: 'user,crm' });
    const page = await signIn(path);
    expect(page.text).toContain('user');
    expect(page.text).not.toContain('catalog');
    const { headers } = await submit(path, { action: 'allow' });
    const { searchParams } = new URL(headers.location as string);
    expect(searchParams.get('scope')).toBe('user');
    const code = searchParams.get('code') as string;
    const wider = await token({ grant_type: 'authorization_code', code, scope: 'catalog,user' });
    expect(wider.body.scope).toBe('user');
    expect((await exchange(code)).status).toBe(400);
  });

  it('is not asked where the app has none of them', async () => {
    const { browser } = await oauthApp();
    const { address, agent } = browser();
    const { status, text } = await agent.get(address({ scope: 'crm' }));
    expect(status).toBe(400);
    expect(text).toContain('none of the scopes');
  });
});
