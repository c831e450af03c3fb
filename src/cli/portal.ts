import { type App, findApp } from '../auth/apps.ts';
import { KNOWN_SCOPES, scopesOf } from '../auth/scopes.ts';
import { findUserByName, type UserAccount } from '../auth/users.ts';
import { type Config, loadConfig } from '../config.ts';
import { createClock } from '../core/clock.ts';
import type { Db, Store } from '../core/store.ts';
import { isoTime } from '../core/wire/time.ts';
import { openStore } from '../data.ts';
import { notFound, wrongUsage } from './failure.ts';

/** What a command works with: the store of the data folder, and the settings of its server. */
export interface Portal {
  readonly store: Store;
  readonly config: Config;
  /** Where the server is reached: the public address, or https on this machine. */
  readonly baseUrl: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Opens the data folder for one command. */
export async function withPortal<T>(work: (portal: Portal) => Promise<T>): Promise<T> {
  const config = loadConfig();
  const store = await openStore(config.data);
  try {
    return await work({
      store,
      config,
      baseUrl: config.publicUrl ?? `https://localhost:${config.httpsPort}`,
      now: Math.floor(createClock().now() / 1000),
    });
  } finally {
    await store.close();
  }
}

export async function requireUser(db: Db, name: string): Promise<UserAccount> {
  const user = await findUserByName(db, name);
  if (!user) throw notFound(`There is no user ${name}`);
  return user;
}

export async function requireApp(db: Db, clientId: string): Promise<App> {
  const app = await findApp(db, clientId);
  if (!app) throw notFound(`There is no app ${clientId}`);
  return app;
}

/** Scopes as they are stored; only known ones. */
export function readScopes(text: string): string {
  const scopes = scopesOf(text);
  const unknown = scopes.filter((scope) => !KNOWN_SCOPES.includes(scope));
  if (scopes.length === 0) throw wrongUsage('At least one scope is needed');
  if (unknown.length > 0) {
    throw wrongUsage(`Unknown scope ${unknown.join(', ')}; there are ${KNOWN_SCOPES.join(', ')}`);
  }
  return [...new Set(scopes)].join(',');
}

/** What people call a thing. */
export function readName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > 255) throw wrongUsage('A name has 1 to 255 characters');
  return name;
}

export const shownTime = (seconds: number | null): string | null =>
  seconds === null ? null : isoTime(seconds);

/** A whole number above 0, as ids are. */
export function readId(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw wrongUsage(`${text} is no id`);
  return Number(text);
}

const MAX_LIST = 1000;

/** How many rows a list prints. */
export function readLimit(text: string): number {
  const limit = readId(text);
  if (limit > MAX_LIST) throw wrongUsage(`--limit is at most ${MAX_LIST}`);
  return limit;
}
