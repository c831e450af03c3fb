import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { createCode } from '../../src/auth/codes.ts';
import { createTestClock, jumps } from '../clock.ts';
import { PRODUCTS, secrets, testPortal } from '../portal.ts';
import { oauthApp } from './oauthApp.ts';
import { PNG } from './shop.ts';

const MINUTE = 60_000;

/** A portal whose clock jumps, and an app that asks it over http. */
async function portal(tariff: 'off' | 'basic' = 'off') {
  const clock = createTestClock();
  const made = await testPortal({ clock, tariff });
  const { app, clientSecret } = await made.addApp({ redirectUri: 'https://app.example/' });
  const server = request(made.app);
  const seconds = () => Math.floor(clock.now() / 1000);
  const code = () => made.store.write((db) => createCode(db, { app, userId: 1, now: seconds() }));
  const exchange = async (text: string) =>
    server.get('/oauth/token/').query({
      client_id: app.clientId,
      client_secret: clientSecret,
      grant_type: 'authorization_code',
      code: text,
    });
  const tokens = async (): Promise<{ access_token: string }> => (await exchange(await code())).body;
  const ask = (token: string) => server.get('/rest/catalog.vat.get').query({ auth: token, id: 1 });
  return { ...made, clock, installed: app, server, code, exchange, tokens, ask };
}

describe('after a jump of the clock', () => {
  it('of two hours, as of a laptop that slept, a token of one hour is over', async () => {
    const { clock, tokens, ask } = await portal();
    const { access_token } = await tokens();
    expect((await ask(access_token)).status).toBe(200);
    clock.jump(jumps.sleep);
    expect((await ask(access_token)).body.error).toBe('expired_token');
  });

  it.each(Object.entries(jumps))('a new token is good for its hour: %s', async (_, jump) => {
    const { clock, tokens, ask } = await portal();
    clock.jump(jump);
    const { access_token } = await tokens();
    clock.advance(59 * MINUTE);
    expect((await ask(access_token)).status).toBe(200);
    clock.advance(MINUTE);
    expect((await ask(access_token)).body.error).toBe('expired_token');
  });

  it.each(Object.entries(jumps))('a new code is good for its half minute: %s', async (_, jump) => {
    const { clock, code, exchange } = await portal();
    clock.jump(jump);
    const text = await code();
    const late = await code();
    clock.advance(29_000);
    expect((await exchange(text)).status).toBe(200);
    clock.advance(1000);
    expect((await exchange(late)).body.error).toBe('invalid_grant');
  });

  it('a sign-in of twelve hours outlasts a sleep of two, and no ten years', async () => {
    const clock = createTestClock();
    const { browser } = await oauthApp({ clock });
    const { agent, address, signIn } = browser();
    const isSignedIn = async (): Promise<boolean> =>
      (await agent.get(address())).text.includes('Mark Manager');
    clock.jump(jumps.back);
    await signIn(address(), 'manager');
    expect(await isSignedIn()).toBe(true);
    clock.jump(jumps.sleep);
    expect(await isSignedIn()).toBe(true);
    clock.jump(jumps.forward);
    expect(await isSignedIn()).toBe(false);
    await signIn(address(), 'manager');
    expect(await isSignedIn(), 'a new one is good').toBe(true);
  });

  it('a row has the date of the clock as it is now', async () => {
    const { clock, server } = await portal();
    for (const jump of Object.values(jumps)) {
      clock.jump(jump);
      const { body } = await server
        .post(`/rest/1/${secrets.admin}/catalog.product.add`)
        .send({ fields: { iblockId: PRODUCTS, name: 'Dated' } });
      expect(Date.parse(body.result.element.dateCreate)).toBe(clock.now());
    }
  });

  it('a link to a file lives as long as the token that it is bound to', async () => {
    const { clock, server, tokens } = await portal();
    const { access_token } = await tokens();
    const call = (method: string, params: object) =>
      server.post(`/rest/${method}`).send({ ...params, auth: access_token });
    const { body: added } = await call('catalog.product.add', {
      fields: { iblockId: PRODUCTS, name: 'Chair' },
    });
    const { body } = await call('catalog.productImage.add', {
      fields: { productId: added.result.element.id },
      fileContent: ['1.png', PNG.toString('base64')],
    });
    const { pathname, search } = new URL(body.result.productImage.downloadUrl);
    clock.jump(jumps.back);
    expect((await server.get(pathname + search)).status).toBe(200);
    clock.jump(-jumps.back + jumps.sleep);
    expect((await server.get(pathname + search)).body.error).toBe('expired_token');
  });

  it.each(Object.entries(jumps))(
    'the requests of an address are counted on: %s',
    async (_, jump) => {
      const { clock, ask } = await portal('basic');
      const refused = async (): Promise<boolean> => (await ask('x')).status === 503;
      for (let n = 0; n < 50; n++) expect(await refused()).toBe(false);
      clock.jump(jump);
      expect(await refused(), 'it gives nothing').toBe(true);
      clock.advance(1000);
      expect([await refused(), await refused(), await refused()], 'and takes nothing').toEqual([
        false,
        false,
        true,
      ]);
    },
  );
});
