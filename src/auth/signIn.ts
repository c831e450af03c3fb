import { Busy, createGate } from '../core/gate.ts';
import { createLeakyBucket } from '../core/limits.ts';
import type { Store } from '../core/store.ts';
import { checkPassword, type SignedIn } from './sessions.ts';

/** Wrong passwords from one client: ten at once, then one a minute. */
const OF_CLIENT = { size: 10, leak: 1 / 60 };
/** Wrong passwords for one login, from wherever: twenty at once, then one in three minutes. */
const OF_LOGIN = { size: 20, leak: 1 / 180 };
/** Passwords that are hashed at once: they take half of the threads that files are read by. */
const HASHING = { running: 2, waiting: 20 };
/** A longer login is nobody's. */
const MAX_LOGIN = 64;

export interface Attempt {
  /** Who tries: an address, or the network that it belongs to. */
  readonly client: string;
  readonly login: string;
  readonly password: string;
}

/** The user; or why there is none: a wrong login or password, too many tries, too many at once. */
export type SignInResult = SignedIn | 'wrong' | 'throttled' | 'busy';

export interface SignInOptions {
  readonly store: Store;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/**
 * Checks passwords no faster than people forget them. Both throttles are asked before the password, and
 * a right one is not counted; a login that there is not is throttled, hashed and answered like any other.
 */
export function createSignIn({ store, now }: SignInOptions) {
  const clients = createLeakyBucket(OF_CLIENT);
  const logins = createLeakyBucket(OF_LOGIN);
  const gate = createGate(HASHING);

  return async ({ client, login, password }: Attempt): Promise<SignInResult> => {
    const key = login.slice(0, MAX_LOGIN).toLowerCase();
    const at = now();
    if (!clients.take(client, at)) return 'throttled';
    if (!logins.take(key, at)) return 'throttled';
    const giveBack = (): void => {
      clients.giveBack(client);
      logins.giveBack(key);
    };
    try {
      const user = await gate.run(() => checkPassword(store.reader, login, password));
      if (!user) return 'wrong';
      giveBack();
      return user;
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      giveBack();
      return 'busy';
    }
  };
}
