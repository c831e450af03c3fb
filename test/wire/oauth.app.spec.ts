import { describe, expect, it } from 'vitest';
import { oauthApp } from './oauthApp.ts';

const HANDLER = 'https://app.example:8080/index.php?page=1';

/** A portal with an app that has a page, and a browser at its address. */
async function pagedApp(users = '') {
  const made = await oauthApp();
  const { app } = await made.addApp({
    name: 'Page <i>',
    scopes: 'catalog,user',
    handlerUrl: HANDLER,
    users,
  });
  const browser = made.browser();
  const path = `/oauth/app/?client_id=${app.clientId}`;
  return { ...made, paged: app, ...browser, path };
}

/** The form of a page, as the browser would send it. */
function formOf(page: string) {
  const unescaped = (text: string) => text.replaceAll('&amp;', '&');
  const inputs = page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g);
  return {
    action: new URL(unescaped(/action="([^"]+)"/.exec(page)?.[1] ?? '')),
    fields: Object.fromEntries(Array.from(inputs, ([, name, value]) => [name!, value!])),
  };
}

describe('the page of an app', () => {
  it('is opened as a portal opens it: the portal in the query, tokens in the form', async () => {
    const { path, signIn, submit, paged, memberId, withToken, server } = await pagedApp();
    const consent = await signIn(path, 'manager');
    expect(consent.text).toContain('You go on to app.example:8080.');
    const opened = await submit(path, { action: 'allow' });
    expect(opened.status).toBe(200);
    const { action, fields } = formOf(opened.text);
    expect(action.origin + action.pathname).toBe('https://app.example:8080/index.php');
    expect(Object.fromEntries(action.searchParams)).toEqual({
      page: '1',
      DOMAIN: 'portal.test',
      PROTOCOL: '0',
      LANG: 'en',
      APP_SID: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(fields).toEqual({
      AUTH_ID: expect.stringMatching(/^[0-9a-f]{70}$/),
      AUTH_EXPIRES: '3600',
      REFRESH_ID: expect.stringMatching(/^[0-9a-f]{70}$/),
      SERVER_ENDPOINT: 'http://portal.test/oauth-server/rest/',
      APPLICATION_TOKEN: paged.applicationToken,
      APPLICATION_SCOPE: 'catalog,user',
      member_id: memberId,
      status: 'L',
      PLACEMENT: 'DEFAULT',
      PLACEMENT_OPTIONS: '{}',
    });
    expect((await withToken(fields.AUTH_ID!)('profile')).result.ID).toBe('3');
    const check = await server.get(`/oauth-server/rest/app.info?auth=${fields.AUTH_ID}`);
    expect(check.body.result.install.uri).toBe(HANDLER);
  });

  it('sends its form by its own script alone, and is kept nowhere', async () => {
    const { path, signIn, submit } = await pagedApp();
    await signIn(path);
    const { text, headers } = await submit(path, { action: 'allow' });
    const [, nonce] = /<script nonce="([^"]+)">/.exec(text) ?? [];
    expect(headers['content-security-policy']).toContain(`script-src 'nonce-${nonce}'`);
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain('Opening Page &lt;i&gt;');
    const again = await submit(path, { action: 'allow' });
    expect(again.text).not.toContain(nonce);
  });

  it('is not opened without a form of the portal', async () => {
    const { agent, path, signIn, store } = await pagedApp();
    const tokens = () => store.reader.query.selectFrom('token').selectAll().execute();
    const before = (await tokens()).length;
    await signIn(path);
    expect((await agent.get(path)).text).not.toContain('AUTH_ID');
    const forged = await agent.post(path).type('form').send({ action: 'allow', csrf: 'x' });
    expect(forged.status).toBe(403);
    expect(await tokens()).toHaveLength(before);
  });

  it('is closed to users whom the app does not admit', async () => {
    const { path, signIn, submit } = await pagedApp('2');
    expect((await signIn(path, 'manager')).status).toBe(403);
    expect((await submit(path, { action: 'allow' })).text).not.toContain('AUTH_ID');
  });

  it('is none for an app without a handler, or that is switched off', async () => {
    const { agent, path, installed, store } = await pagedApp();
    const other = await agent.get(`/oauth/app/?client_id=${installed.clientId}`);
    expect(other).toMatchObject({ status: 400, type: 'text/html' });
    await store.write(({ query }) => query.updateTable('app').set({ active: 'N' }).execute());
    expect((await agent.get(path)).status).toBe(400);
  });
});
