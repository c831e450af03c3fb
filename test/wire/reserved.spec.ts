import request from 'supertest';
import { expect, it } from 'vitest';
import { testPortal } from '../portal.ts';

/** `user.option.set` keeps whatever parameters a method is given. */
it('names that belong to the protocol never reach a method', async () => {
  const { app, addApp, tokensOf, withToken } = await testPortal();
  const { app: installed } = await addApp();
  const { accessToken } = await tokensOf(installed.id);
  const reserved = {
    auth: accessToken,
    access_token: 'x',
    auth_connector: 'x',
    aplogin: 'x',
    ap: 'x',
    sessid: 'x',
    method: 'x',
    state: 'x',
    bx24_request_id: 'x',
    bx24_sdk_ver: 'x',
    bx24_sdk_type: 'x',
  };
  const { status } = await request(app)
    .post('/rest/user.option.set')
    .send({ ...reserved, own: 'kept' });
  expect(status).toBe(200);
  expect((await withToken(accessToken)('user.option.get')).result).toEqual({ own: 'kept' });
});
