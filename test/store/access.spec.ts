import { describe, expect, it } from 'vitest';
import { findApp, removeApp, renewSecret } from '../../src/auth/apps.ts';
import { createCode } from '../../src/auth/codes.ts';
import { endTokens, listGrants } from '../../src/auth/ended.ts';
import { grantTokens } from '../../src/auth/grants.ts';
import { checkPassword, closeSession, findSession, openSession } from '../../src/auth/sessions.ts';
import { authenticateToken, mintTokens, revokeFamily } from '../../src/auth/tokens.ts';
import {
  changePassword,
  changeStanding,
  disableUser,
  enableUser,
  findUserByName,
} from '../../src/auth/users.ts';
import {
  addWebhook,
  authenticateBearer,
  authenticateWebhook,
  renameWebhook,
  revokeWebhook,
} from '../../src/auth/webhooks.ts';
import type { Db, Store } from '../../src/core/store.ts';
import { planned, watched } from '../plans.ts';
import { testPortal } from '../portal.ts';

const NOW = 1_800_000_000;
const DAY = 86_400;

/** Everything that is done with credentials, once. */
async function everything(db: Db, clientId: string, clientSecret: string) {
  const app = (await findApp(db, clientId))!;
  const asked = { clientId, clientSecret, redirectUri: '', scope: '' };
  const code = await createCode(db, { app, userId: 1, now: NOW });
  const exchange = { ...asked, grantType: 'authorization_code', code, refreshToken: '' };
  const granted = await grantTokens(db, exchange, NOW);
  if (!granted.ok) throw granted.error;
  const { refreshToken = '', accessToken } = granted.pair;
  const refresh = { ...asked, grantType: 'refresh_token', code: '', refreshToken };
  expect((await grantTokens(db, refresh, NOW)).ok).toBe(true);
  expect((await grantTokens(db, refresh, NOW)).ok).toBe(true);
  expect((await authenticateToken(db, accessToken, NOW)).userId).toBe(1);
  expect((await grantTokens(db, exchange, NOW)).ok).toBe(false);

  await checkPassword(db, 'admin', 'wrong');
  const session = await openSession(db, 1, NOW);
  expect(await findSession(db, session, NOW)).toMatchObject({ id: 1 });
  await closeSession(db, session);

  const webhook = { userId: 3, scopes: 'catalog', expireTime: null, name: null, now: NOW };
  const { id, secret } = await addWebhook(db, webhook);
  await authenticateWebhook(db, '3', secret, NOW);
  await authenticateBearer(db, secret, NOW);
  await renameWebhook(db, id, 'Other');
  await revokeWebhook(db, id);

  await findUserByName(db, 'manager');
  await changePassword(db, 3, 'hash');
  await changeStanding(db, 3, { admin: true, roleIds: [1] });
  await disableUser(db, 3);
  await enableUser(db, 3);
  await revokeFamily(db, 'nothing');
  await listGrants(db, { appId: app.id, limit: 5, now: NOW });
  await listGrants(db, { userId: 1, limit: 5, now: NOW });
  await renewSecret(db, app.id);
  await removeApp(db, app.id);
}

/** Tables of as many rows as there are calls; those of people, apps and roles stay small. */
const SCAN = /^SCAN (token|authCode|session|webhook)\b/;

describe('what is done with credentials', () => {
  it('reads no table of them from end to end', async () => {
    const { store, addApp } = await testPortal();
    const { app, clientSecret } = await addApp();
    const statements = await store.write(async (db) => {
      const seen = watched(db);
      await everything(seen.db, app.clientId, clientSecret);
      const steps = { write: async (work: (db: Db) => Promise<boolean>) => work(seen.db) };
      await endTokens(steps as unknown as Store, { userId: 1 });
      await endTokens(steps as unknown as Store, { appId: 1 });
      return seen.statements;
    });
    const plans = await store.write((db) => planned(db, statements));
    expect(statements.length).toBeGreaterThan(50);
    expect(plans.filter((step) => SCAN.test(step))).toEqual([]);
  });

  it('has an index for every reference to an app or a user, by which rows go with theirs', async () => {
    const { store } = await testPortal();
    for (const table of ['token', 'authCode', 'session', 'webhook']) {
      const columns = table === 'session' || table === 'webhook' ? ['userId'] : ['userId', 'appId'];
      for (const column of columns) {
        const query = store.reader.query
          .selectFrom(table as 'token')
          .select('userId')
          .where(column as 'userId', '=', 1);
        const [step] = await planned(store.reader, [query.compile()]);
        expect(step, `${table}.${column}`).toMatch(/^SEARCH /);
      }
    }
  });
});

describe('what is over', () => {
  const count = async ({ reader }: Store, table: 'token' | 'authCode' | 'session') => {
    const { rows } = await reader.query
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    return Number(rows);
  };

  it('goes fifty at a time, when others of its kind come', async () => {
    const { store, addApp, tokensOf } = await testPortal({ now: () => NOW * 1000 });
    const { app } = await addApp();
    await store.write(async (db) => {
      for (let n = 0; n < 120; n++) {
        const refreshable = n % 2 === 0;
        await mintTokens(db, { appId: app.id, userId: 1, now: NOW - 200 * DAY, refreshable });
        await createCode(db, { app, userId: 1, now: NOW - 200 * DAY });
        await openSession(db, 1, NOW - 200 * DAY);
      }
    });
    const live = await tokensOf(app.id);
    expect(await count(store, 'token')).toBe(71);
    await tokensOf(app.id);
    await tokensOf(app.id);
    expect(await count(store, 'token')).toBe(3);
    expect((await authenticateToken(store.reader, live.accessToken, NOW)).userId).toBe(1);
    for (const left of [71, 22, 3]) {
      await store.write((db) => createCode(db, { app, userId: 1, now: NOW }));
      await store.write((db) => openSession(db, 1, NOW));
      expect([await count(store, 'authCode'), await count(store, 'session')]).toEqual([left, left]);
    }
  });

  it('and what is ended for good goes a thousand at a time', async () => {
    const { store, addApp, tokensOf } = await testPortal({ now: () => NOW * 1000 });
    const { app } = await addApp();
    await store.write(async (db) => {
      for (let n = 0; n < 2500; n++) await mintTokens(db, { appId: app.id, userId: 2, now: NOW });
    });
    const other = await tokensOf(app.id, 1);
    let writes = 0;
    const counted: Store = {
      ...store,
      write(work) {
        writes += 1;
        return store.write(work);
      },
    };
    await endTokens(counted, { userId: 2 });
    expect([writes, await count(store, 'token')]).toEqual([3, 1]);
    await authenticateToken(store.reader, other.accessToken, NOW);
  });
});
