import { describe, expect, it } from 'vitest';
import { oauthApp } from './oauthApp.ts';

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
