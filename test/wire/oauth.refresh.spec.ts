import { describe, expect, it } from 'vitest';
import { GRACE } from '../../src/auth/expired.ts';
import { oauthApp } from './oauthApp.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const INVALID_GRANT = {
  status: 400,
  body: {
    error: 'invalid_grant',
    error_description: 'The grant is invalid, expired, or was used',
  },
};

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
    const { code, exchange, refresh, withToken, clock } = await oauthApp();
    const first = (await exchange(await code())).body;
    const other = (await exchange(await code())).body;
    const second = (await refresh(first.refresh_token)).body;
    clock.now += GRACE * SECOND;
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

  it('that is made many times at once gives one pair to all of them', async () => {
    const { code, exchange, refresh, store, withToken } = await oauthApp();
    const { body } = await exchange(await code());
    const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(body.refresh_token)));
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 200, body: answers[0]!.body });
    const rows = await store.reader.query.selectFrom('token').select('id').execute();
    expect(rows).toHaveLength(2);
    const next = await refresh(answers[0]!.body.refresh_token);
    expect(next.status).toBe(200);
    expect((await withToken(next.body.access_token)('catalog.vat.list')).status).toBe(200);
  });

  it('whose answer was lost is answered the same until the grace is over, and ends all later', async () => {
    const { code, exchange, refresh, clock, withToken } = await oauthApp();
    const first = (await exchange(await code())).body;
    const second = (await refresh(first.refresh_token)).body;
    clock.now += (GRACE - 1) * SECOND;
    expect((await refresh(first.refresh_token)).body).toEqual(second);
    const third = (await refresh(second.refresh_token)).body;
    expect((await refresh(first.refresh_token)).body, 'also when it was renewed').toEqual(second);
    expect((await refresh(second.refresh_token)).body).toEqual(third);
    clock.now += SECOND;
    expect(await refresh(first.refresh_token)).toMatchObject(INVALID_GRANT);
    expect(await withToken(third.access_token)('catalog.vat.list')).toMatchObject({ status: 401 });
    expect(await refresh(third.refresh_token)).toMatchObject(INVALID_GRANT);
  });

  it('keeps what a pair is made of for the grace alone, and it gives nothing by itself', async () => {
    const { code, exchange, refresh, clock, store } = await oauthApp();
    const salts = async () =>
      (await store.reader.query.selectFrom('token').select('salt').execute()).flatMap(
        ({ salt }) => salt ?? [],
      );
    const first = (await exchange(await code())).body;
    expect(await salts()).toEqual([]);
    await refresh(first.refresh_token);
    expect(await salts()).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    clock.now += GRACE * SECOND;
    await exchange(await code());
    expect(await salts()).toEqual([]);
  });

  it('within the grace is refused when the grant ended', async () => {
    const { code, exchange, refresh, store } = await oauthApp();
    const first = (await exchange(await code())).body;
    await refresh(first.refresh_token);
    await store.write(({ query }) => query.deleteFrom('token').execute());
    expect(await refresh(first.refresh_token)).toMatchObject(INVALID_GRANT);
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

  it('with the token of another app gives nothing, and ends nothing', async () => {
    const { addApp, code, exchange, refresh, server, tokensOf } = await oauthApp();
    const { body } = await exchange(await code());
    const { app, clientSecret } = await addApp();
    const foreign = await tokensOf(app.id);
    expect(await refresh(foreign.refreshToken!)).toMatchObject(INVALID_GRANT);
    const query = {
      client_id: app.clientId,
      client_secret: clientSecret,
      grant_type: 'refresh_token',
      refresh_token: body.refresh_token,
    };
    expect(await server.get('/oauth/token/').query(query)).toMatchObject(INVALID_GRANT);
    expect((await refresh(body.refresh_token)).status).toBe(200);
  });

  it('of a user who is gone gives nothing', async () => {
    const { code, exchange, refresh, store } = await oauthApp();
    const { body } = await exchange(await code(3));
    await store.write(({ query }) => query.deleteFrom('user').where('id', '=', 3).execute());
    expect(await refresh(body.refresh_token)).toMatchObject(INVALID_GRANT);
  });
});
