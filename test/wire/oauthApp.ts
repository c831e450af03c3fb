import request from 'supertest';
import { createCode } from '../../src/auth/codes.ts';
import { PASSWORD, type TestPortalOptions, testPortal } from '../portal.ts';

export const START = Date.UTC(2026, 0, 1, 12);
export const REDIRECT = 'https://app.example/callback?from=vitrine';

/** A portal with an app, a clock that the test moves, and what a client of the app does. */
export async function oauthApp(options: TestPortalOptions = {}) {
  const clock = { now: START };
  const portal = await testPortal({ ...options, now: () => clock.now });
  const { app, clientSecret } = await portal.addApp({
    name: 'Shop <b>sync</b>',
    scopes: 'catalog,user',
    redirectUri: REDIRECT,
  });
  const server = request(portal.app);
  const client = { client_id: app.clientId, client_secret: clientSecret };

  /** A code as the consent page gives it. */
  const code = (userId = 1): Promise<string> =>
    portal.store.write((db) => createCode(db, { app, userId, now: Math.floor(clock.now / 1000) }));

  const token = (params: object) => server.get('/oauth/token/').query({ ...client, ...params });
  const exchange = (text: string) => token({ grant_type: 'authorization_code', code: text });
  const refresh = (text: string) => token({ grant_type: 'refresh_token', refresh_token: text });

  /** A browser of its own, at the authorize address. */
  const browser = () => {
    const agent = request.agent(portal.app);
    const address = (params: object = {}, root = '/oauth') =>
      `${root}/authorize/?${new URLSearchParams({ client_id: app.clientId, ...params })}`;
    const csrfOf = (page: string): string => /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const submit = async (path: string, fields: object) => {
      const { text } = await agent.get(path);
      return agent
        .post(path)
        .type('form')
        .send({ csrf: csrfOf(text), ...fields });
    };
    const signIn = (path: string, login = 'admin', password = PASSWORD) =>
      submit(path, { action: 'signIn', login, password });
    return { agent, address, csrfOf, submit, signIn };
  };

  return {
    ...portal,
    clock,
    installed: app,
    client,
    server,
    code,
    token,
    exchange,
    refresh,
    browser,
  };
}
