import { describe, expect, it } from 'vitest';
import { secrets } from '../portal.ts';
import { type Captured, send } from './captured.ts';
import { shop } from './shop.ts';

const FORM_TYPE = 'Content-Type: application/x-www-form-urlencoded';
const JSON_TYPE = 'Content-Type: application/json';
const PHP_UA = 'User-Agent: b24-php-sdk-vendor-v-1.9.0-php-8.2.36';
const PY_UA = 'User-Agent: b24-python-sdk-vendor-v-1.2.1-python-3.11.2';
const SDK =
  'bx24_request_id=051f1829-2344-7a6a-bbbe-730ce92d7843&bx24_sdk_ver=2.2.0&bx24_sdk_type=b24-js-sdk';
const PHP = 'bx24_request_id=01a20525-4282-7547-89e9-deea3eb59081';

/** A shop with an app that has a pair of tokens. */
async function withApp() {
  const made = await shop();
  const { app: installed, clientSecret } = await made.addApp({ scopes: 'catalog,crm' });
  const { accessToken, refreshToken } = await made.tokensOf(installed.id);
  const grant = `grant_type=refresh_token&client_id=${installed.clientId}&client_secret=${clientSecret}&refresh_token=${refreshToken}`;
  return { ...made, installed, accessToken, grant };
}

/** A refresh as each client asks for it. */
const refreshes: Readonly<Record<string, (grant: string) => Captured>> = {
  'b24jssdk 2': (grant) => ({
    path: '/oauth/token/',
    headers: ['Accept: application/json, text/plain, */*', FORM_TYPE, 'User-Agent: axios/1.13.2'],
    body: grant,
  }),
  'b24jssdk 1': (grant) => ({ verb: 'GET', path: `/oauth/token/?${grant}` }),
  b24phpsdk: (grant) => ({
    verb: 'GET',
    path: `/rest//oauth/token/?${grant}&${PHP}`,
    headers: [PHP_UA],
  }),
  b24pysdk: (grant) => ({
    verb: 'GET',
    path: `/oauth/token/?${grant}`,
    headers: ['Host: oauth.bitrix24.tech', PY_UA],
  }),
  CRest: (grant) => ({
    path: '/oauth/token/',
    headers: ['Host: oauth.bitrix.info', 'Accept: */*', FORM_TYPE],
    body: grant,
  }),
};

describe('tokens are refreshed for', () => {
  it.each(Object.keys(refreshes))('%s, which reads every key that it needs', async (client) => {
    const { app, grant, installed, memberId, withToken } = await withApp();
    const { status, headers, body } = await send(app, refreshes[client]!(grant));
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        access_token: expect.any(String),
        refresh_token: expect.any(String),
        expires: expect.any(Number),
        expires_in: 3600,
        scope: installed.scopes,
        domain: 'portal.test',
        server_endpoint: 'http://portal.test/oauth-server/rest/',
        client_endpoint: 'http://portal.test/rest/',
        status: 'L',
        member_id: memberId,
        user_id: 1,
      },
    });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect((await withToken(body.access_token)('catalog.vat.list')).status).toBe(200);
  });
});

describe('whose a token is, is told to', () => {
  it.each<readonly [string, (token: string) => Captured]>([
    [
      'b24phpsdk',
      (auth) => ({
        path: `//rest/app.info?${PHP}`,
        headers: [JSON_TYPE, PHP_UA],
        body: `{"IS_NEED_OAUTH_SECURE_CHECK":true,"auth":"${auth}"}`,
      }),
    ],
    [
      'b24pysdk',
      (auth) => ({
        verb: 'GET',
        path: `/rest/app.info/?auth=${auth}`,
        headers: ['Host: oauth.bitrix24.tech', PY_UA],
      }),
    ],
  ])('%s', async (_, ask) => {
    const { app, accessToken, installed } = await withApp();
    const { body } = await send(app, ask(accessToken));
    expect(body.result).toMatchObject({
      client_id: installed.clientId,
      scope: 'catalog,crm',
      user_id: 1,
      install: { member_type: 'portal', client_endpoint: 'http://portal.test/rest/' },
    });
    expect(body.result.expires).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
  });
});

describe('REST 3.0 of b24jssdk', () => {
  const list = '{"select":["id"],"filter":[["id",">",1]],"pagination":{"page":0,"limit":10}';
  const batch =
    '"0":{"method":"catalog.vat.get","query":{"id":1},"parallel":false},"1":{"method":"catalog.vat.get","query":{"id":2},"parallel":false}';
  const HOOK_V3 = `/rest/api/1/${secrets.admin}`;

  it.each<readonly [string, (auth: string) => readonly [Captured, Captured]]>([
    [
      'by a webhook',
      () => [
        { path: `${HOOK_V3}/catalog.vat.list?${SDK}`, headers: [JSON_TYPE], body: `${list}}` },
        { path: `${HOOK_V3}/batch?${SDK}`, headers: [JSON_TYPE], body: `{${batch}}` },
      ],
    ],
    [
      'as an app',
      (auth) => [
        {
          path: `/rest//api/catalog.vat.list?${SDK}`,
          headers: [JSON_TYPE],
          body: `${list},"auth":"${auth}"}`,
        },
        {
          path: `/rest//api/batch?${SDK}`,
          headers: [JSON_TYPE],
          body: `{${batch},"auth":"${auth}"}`,
        },
      ],
    ],
  ])('lists and batches %s', async (_, asked) => {
    const { app, accessToken } = await withApp();
    const [first, second] = asked(accessToken);
    const listed = await send(app, first);
    expect(listed.body.result.items).toEqual([{ id: 2 }, { id: 3 }]);
    expect(listed.body).not.toHaveProperty('total');
    const batched = await send(app, second);
    expect(batched.body.result).toEqual([
      { item: expect.objectContaining({ id: 1 }) },
      { item: expect.objectContaining({ id: 2 }) },
    ]);
  });
});
