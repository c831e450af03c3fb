import { describe, expect, it } from 'vitest';
import { createSignIn } from '../../src/auth/signIn.ts';
import { PASSWORD, testPortal } from '../portal.ts';
import { oauthApp } from './oauthApp.ts';

const MINUTE = 60_000;

/** Tries to sign in by a clock that the test moves. */
async function signing() {
  const { store } = await testPortal();
  const clock = { now: Date.UTC(2026, 0, 1) };
  const tryIt = createSignIn({ store, now: () => clock.now });
  const attempt = (client: string, login: string, password = 'wrong') =>
    tryIt({ client, login, password });
  return { attempt, clock };
}

describe('the throttle of the sign-in', () => {
  it('is asked before the password: after ten wrong ones the right one is not tried', async () => {
    const { browser, clock } = await oauthApp();
    const { address, signIn } = browser();
    for (let n = 0; n < 10; n++) expect((await signIn(address(), 'admin', 'no')).status).toBe(403);
    expect((await signIn(address())).status).toBe(429);
    clock.now += MINUTE + 1000;
    expect((await signIn(address())).status).toBe(200);
  });

  it('does not count right ones', async () => {
    const { attempt } = await signing();
    for (let n = 0; n < 15; n++) {
      expect(await attempt('10.0.0.1', 'admin', PASSWORD)).toMatchObject({ id: 1 });
    }
  });

  it('counts for a client over all logins', async () => {
    const { attempt } = await signing();
    for (let n = 0; n < 10; n++) expect(await attempt('10.0.0.1', `login${n}`)).toBe('wrong');
    expect(await attempt('10.0.0.1', 'admin', PASSWORD)).toBe('throttled');
    expect(await attempt('10.0.0.2', 'admin', PASSWORD)).toMatchObject({ id: 1 });
  });

  it.each(['admin', 'nobody'])(
    'counts for the login %s over all clients, in whatever case',
    async (login) => {
      const { attempt, clock } = await signing();
      for (let n = 0; n < 20; n++) {
        const written = n % 2 ? login : login.toUpperCase();
        expect(await attempt(`10.0.0.${n}`, written)).toBe('wrong');
      }
      expect(await attempt('10.0.1.1', login, PASSWORD)).toBe('throttled');
      clock.now += 3 * MINUTE;
      expect(await attempt('10.0.1.2', login)).toBe('wrong');
    },
  );

  it('hashes two at once, lets twenty wait, and turns the others away uncounted', async () => {
    const { attempt } = await signing();
    const tries = await Promise.all(
      Array.from({ length: 30 }, (_, n) => attempt(`10.0.0.${n}`, `login${n}`)),
    );
    expect(tries.map((one, n) => [n, one])).toEqual(
      Array.from({ length: 30 }, (_, n) => [n, n < 22 ? 'wrong' : 'busy']),
    );
  });
});

it('an unknown login, a disabled user and a wrong password are answered alike', async () => {
  const { browser, store } = await oauthApp();
  await store.write(({ query }) =>
    query.updateTable('user').set({ active: 'N' }).where('login', '=', 'reader').execute(),
  );
  const answer = async (login: string, password: string) => {
    const { address, signIn } = browser();
    const { status, text } = await signIn(address(), login, password);
    return { status, text: text.replace(/name="csrf" value="[^"]+"/, '').replaceAll(login, 'X') };
  };
  const wrong = await answer('manager', 'wrong');
  expect(wrong.status).toBe(403);
  expect(await answer('nobody', 'wrong')).toEqual(wrong);
  expect(await answer('reader', PASSWORD)).toEqual(wrong);
});
