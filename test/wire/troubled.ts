import request from 'supertest';
import type { Profile } from '../../src/core/errors.ts';
import { read } from '../../src/core/method.ts';
import { secrets, testPortal } from '../portal.ts';

const START = Date.UTC(2026, 0, 1, 12);
const HOUR = 3_600_000;

/** A portal with tokens of every kind of trouble. */
export async function troubled(profile: Profile) {
  const clock = { now: START };
  const last = read({
    about: 'Lasts ten minutes.',
    scope: '',
    params: {},
    run: async () => {
      clock.now += 600_000;
      return true;
    },
  });
  const made = await testPortal({
    profile,
    now: () => clock.now,
    tariff: 'basic',
    methods: { test: { last } },
  });
  const tokenOf = async (app: object, userId = 1) => {
    const { app: added } = await made.addApp(app);
    return { id: added.id, token: (await made.tokensOf(added.id, userId)).accessToken };
  };
  clock.now = START - HOUR;
  const expired = await tokenOf({});
  clock.now = START;
  const [good, scopeless, closed, gone, reader] = await Promise.all([
    tokenOf({}),
    tokenOf({ scopes: 'user' }),
    tokenOf({ users: '2' }),
    tokenOf({}),
    tokenOf({}, 2),
  ]);
  const disabled = await tokenOf({}, 3);
  await made.store.write(async ({ query }) => {
    await query.updateTable('app').set({ active: 'N' }).where('id', '=', gone.id).execute();
    await query.updateTable('user').set({ active: 'N' }).where('id', '=', 3).execute();
  });
  const tokens = { good, scopeless, closed, gone, reader, disabled, expired };
  return { ...made, clock, tokens, server: request(made.app) };
}

export type Troubled = Awaited<ReturnType<typeof troubled>>;
export type Ask = (portal: Troubled) => PromiseLike<request.Response>;

export const hook =
  (method: string, secret: string = secrets.admin, user: string | number = 1): Ask =>
  ({ server }) =>
    server.get(`/rest/${user}/${secret}/${method}`);
export const app =
  (token: keyof Troubled['tokens'], method = 'catalog.vat.get?id=1'): Ask =>
  ({ server, tokens }) =>
    server.get(`/rest/${method}`).set('Authorization', `Bearer ${tokens[token].token}`);
