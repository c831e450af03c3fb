import { createSecretKey } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { expect, onTestFinished } from 'vitest';
import { events } from '../catalog/events.ts';
import { referencedHashes, storedFiles } from '../catalog/files/storedFiles.ts';
import { apiV1Routes } from '../methods/apiV1.ts';
import { methods } from '../methods/index.ts';
import { OFFERS, PRODUCTS } from '../seed/base.ts';
import type { Language } from '../seed/language.ts';
import { type AddedApp, addApp as insertApp, type NewApp } from '../src/auth/apps.ts';
import { internalCaller } from '../src/auth/internal.ts';
import { type Grant, mintTokens, type TokenPair } from '../src/auth/tokens.ts';
import { loadRights } from '../src/auth/users.ts';
import { createKeeper } from '../src/blobs/keeper.ts';
import { createLostFiles } from '../src/blobs/lost.ts';
import { createMemoryBlobs } from '../src/blobs/memory.ts';
import { type Clock, createClock } from '../src/core/clock.ts';
import type { Profile } from '../src/core/errors.ts';
import type { EventTargets } from '../src/core/events.ts';
import { createBucket, createBudget, type Tariff } from '../src/core/limits.ts';
import type { Caller, MethodGroup } from '../src/core/method.ts';
import { createOutbox } from '../src/events/outbox.ts';
import { createSender } from '../src/events/sender.ts';
import { type AppOptions, createApp } from '../src/http/app.ts';
import { createOverloadGate } from '../src/http/overloadGate.ts';
import { imageType } from '../src/images/type.ts';
import { type Answer, createPortal, type PortalOptions } from '../src/portal.ts';
import type { ReadingOptions } from '../src/store/reads.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { createV3Portal } from '../src/v3/portal.ts';
import { freshOnce } from './fresh.ts';
import { memoryFolder } from './memory.ts';
import { watch } from './observe.ts';

export { PASSWORD, secrets } from './fresh.ts';
export { OFFERS, PRODUCTS };

export interface TestPortalOptions {
  readonly profile?: Profile;
  /** Begins with the demo shop in the language. */
  readonly demo?: Language;
  readonly clock?: Clock;
  /** Both faces of the clock where they do not part. Milliseconds since 1970. */
  readonly now?: () => number;
  readonly tariff?: Tariff;
  readonly events?: EventTargets['kind'];
  /** Methods beside those of the portal. */
  readonly methods?: Readonly<Record<string, MethodGroup>>;
  readonly app?: Partial<AppOptions>;
  readonly reading?: ReadingOptions;
}

type Body = {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  result?: any;
  total?: number;
  next?: number;
  error?: unknown;
  error_description?: string;
  time?: Record<string, unknown>;
};

const watched = watch(methods);

const bodyOf = (answer: Answer, name: string): Body & { status: number } => {
  if (answer.kind === 'file') throw new Error(`${name} answered a file`);
  return { status: answer.status, ...(answer.body as Body) };
};

/**
 * A portal in process: real SQLite in a temporary file that no disk is waited for, files in memory, base
 * rows and users but no products, or the demo shop. Gone when the test is, which fails if a method did what
 * it does not declare.
 */
export async function testPortal(options: TestPortalOptions = {}) {
  const folder = await memoryFolder('vitrine-test-');
  const file = join(folder, 'vitrine.db');
  const { database, files } = await freshOnce(options.demo);
  await writeFile(file, database);
  // The bytes were written just now, so nobody looks at them for damage.
  const store = await openSqlite({ file, verify: false, reading: options.reading });
  const { now: both } = options;
  const clock = options.clock ?? (both ? { now: both, monotonic: both } : createClock());
  const { now } = clock;
  const blobs = createMemoryBlobs({ now });
  for (const bytes of files) await blobs.put(bytes);
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const isReferenced = (hashes: readonly string[]) => referencedHashes(store.reader, hashes);
  const keeper = createKeeper({ blobs, isReferenced, log });
  const named = () => storedFiles(store.reader);
  const lost = createLostFiles({ blobs, named, isReferenced, log });
  const profile = options.profile ?? 'documented';

  const memberId = 'a'.repeat(32);
  const linkKey = createSecretKey(Buffer.alloc(32, 7));

  const eventTargets = { kind: options.events ?? 'test', ports: [80, 443] } as const;
  const sender = createSender({
    store,
    log,
    clock,
    memberId,
    events,
    targets: eventTargets,
    baseUrl: () => 'http://portal.test',
  });

  const outbox = createOutbox({ events, wake: sender.wake });
  const surprises: string[] = [];
  await blobs.start();
  // What tests do at once is no overload, unless they say so.
  const gate = options.app?.gate ?? createOverloadGate({ lagLimit: 60_000, callsLimit: 10_000 });
  const portalOptions = {
    methods: { ...watched((surprise) => surprises.push(surprise)), ...options.methods },
    store,
    files: keeper,
    imageType,
    profile,
    outbox,
    eventTargets,
    budget: createBudget(options.tariff ?? 'off'),
    enter: () => gate.enter(),
    memberId,
    linkKey,
    clock,
    log,
  } satisfies PortalOptions;
  const portal = createPortal(portalOptions);
  const portalV3 = createV3Portal(portalOptions);
  const internal = internalCaller(['catalog']);
  const app = createApp({
    portal,
    lost,
    portalV3,
    memberId,
    linkKey,
    bucket: createBucket(options.tariff ?? 'off'),
    clock,
    store,
    blobs,
    profile,
    log,
    bodyLimit: 8 * 1024 * 1024,
    bodiesLimit: 32 * 1024 * 1024,
    gate,
    baseUrl: () => 'http://portal.test',
    apiV1Routes,
    apiV1Anonymous: true,
    internal,
    ...options.app,
  });
  onTestFinished(async () => {
    await sender.close(AbortSignal.abort());
    await keeper.idle();
    await store.close();
    await rm(folder, { recursive: true, force: true });
    expect(surprises).toEqual([]);
  });

  const callerOf = async (userId: number, scopes = ['catalog']): Promise<Caller> => ({
    userId,
    admin: userId === 1,
    scopes: new Set(scopes),
    rights: userId === 1 ? new Set() : await loadRights(store.reader, userId),
    identity: { kind: 'webhook', userId, secret: 'in-process' },
  });

  const raw = async (caller: Caller, name: string, params: object = {}): Promise<Answer> =>
    portal.answer({
      name,
      params: params as Record<string, unknown>,
      credentials: { kind: 'caller', caller },
      baseUrl: 'http://portal.test',
    });

  /** `await as(1)('catalog.product.get', { id })` gives the status and the body of the answer. */
  const as =
    (userId: number, scopes?: string[]) =>
    async (name: string, params: object = {}): Promise<Body & { status: number }> => {
      const answer = await raw(await callerOf(userId, scopes), name, params);
      return bodyOf(answer, name);
    };

  /** An app that is installed on the portal. */
  const addApp = (app: Partial<NewApp> = {}): Promise<AddedApp> =>
    store.write((db) =>
      insertApp(db, { name: 'Test', scopes: 'catalog', ...app }, Math.floor(now() / 1000)),
    );

  /** The tokens of a user of an app. */
  const tokensOf = (appId: number, userId = 1, grant: Partial<Grant> = {}): Promise<TokenPair> =>
    store.write((db) => mintTokens(db, { appId, userId, now: Math.floor(now() / 1000), ...grant }));

  /** `await withToken(token)('catalog.product.get', { id })`: the same as `as`, by an access token. */
  const withToken =
    (token: string) =>
    async (name: string, params: object = {}): Promise<Body & { status: number }> =>
      bodyOf(
        await portal.answer({
          name,
          params: params as Record<string, unknown>,
          credentials: { kind: 'token', token },
          baseUrl: 'http://portal.test',
        }),
        name,
      );

  /** Makes a user with these rights and no others; gives its id. */
  const userWith = async (...rights: string[]): Promise<number> =>
    store.write(async ({ query }) => {
      const login = `user-${rights.join('-')}`;
      const person = { login, name: login, lastName: '', active: 'Y', admin: 'N' } as const;
      const user = await query
        .insertInto('user')
        .values(person)
        .returning('id')
        .executeTakeFirstOrThrow();
      const role = await query
        .insertInto('role')
        .values({ name: login, rights: rights.join(',') })
        .returning('id')
        .executeTakeFirstOrThrow();
      await query.insertInto('userRole').values({ userId: user.id, roleId: role.id }).execute();
      return user.id;
    });

  /** Addresses of the stored bytes, once every removal is done. */
  const storedHashes = async (): Promise<string[]> => {
    await keeper.idle();
    const entries = await Array.fromAsync(blobs.list());
    return entries.map(({ hash }) => hash).sort();
  };

  return {
    portal,
    app,
    portalV3,
    store,
    blobs,
    keeper,
    lost,
    sender,
    outbox,
    profile,
    as,
    addApp,
    tokensOf,
    withToken,
    raw,
    callerOf,
    userWith,
    storedHashes,
    lines,
    memberId,
    folder,
  };
}
