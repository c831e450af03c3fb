import { createSecretKey, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { TLSSocket } from 'node:tls';
import pino, { type Logger } from 'pino';
import { internalCaller } from './auth/internal.ts';
import { hashPassword } from './auth/passwords.ts';
import { SCOPES } from './auth/scopes.ts';
import { hashSecret, newSecret } from './auth/secrets.ts';
import { createKeeper } from './blobs/keeper.ts';
import { createLostFiles } from './blobs/lost.ts';
import type { Config, Seed } from './config.ts';
import type { ApiV1Route } from './core/apiV1.ts';
import type { BlobRef, Holder } from './core/blobs.ts';
import { createClock } from './core/clock.ts';
import type { EventKinds } from './core/events.ts';
import { createBucket, createBudget } from './core/limits.ts';
import type { MethodGroup } from './core/method.ts';
import type { Db, Store } from './core/store.ts';
import { type DataFolder, openData, readSecret, writeSecret } from './data.ts';
import { createOutbox } from './events/outbox.ts';
import { createSender } from './events/sender.ts';
import { fillOnce } from './firstStart.ts';
import { createApp } from './http/app.ts';
import { ensureCertificate } from './http/certificate.ts';
import { createOverloadGate } from './http/overloadGate.ts';
import { listen } from './http/server.ts';
import { imageType } from './images/type.ts';
import { createPortal, type PortalOptions } from './portal.ts';
import { createProgress, type Progress } from './progress.ts';
import { createV3Portal } from './v3/portal.ts';

/** What the portal can do and what it holds at first; the machine knows neither. */
export interface Content {
  readonly methods: Readonly<Record<string, MethodGroup>>;
  readonly apiV1Routes: readonly ApiV1Route[];
  readonly events: EventKinds;
  /** Which of these addresses of bytes a committed row names. */
  readonly referencedHashes: (db: Db, hashes: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The address and size of every stored file that a row names, in parts. */
  readonly storedFiles: (db: Db) => AsyncIterable<readonly BlobRef[]>;
  /** Fills an empty database. */
  readonly seed: (portal: {
    store: Store;
    files: Holder;
    kind: Seed;
    language: Config['language'];
    /** Of the seeded users, hashed. */
    passwordHash: string;
    /** Seconds since 1970. */
    now: number;
    progress: Progress;
  }) => Promise<void>;
}

/** A portal that listens. */
export interface Running {
  readonly httpUrl: string;
  readonly httpsUrl: string;
  readonly webhookSecret: string;
  /** Of the users that the portal began with; undefined where its file was taken away. */
  readonly password: string | undefined;
  /** Path of the certificate authority's file, for NODE_EXTRA_CA_CERTS. */
  readonly caPath: string;
  readonly log: Logger;
  /** Answers what was accepted, makes it durable and lets go of the data folder. */
  close(): Promise<void>;
}

/** A random value of the portal's own, in hex, made at its first start. */
async function ownSecret(store: Store, key: string, bytes: number): Promise<string> {
  const read = (db: Db) =>
    db.query.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  const known = await read(store.reader);
  if (known) return known.value;
  const value = newSecret(bytes);
  await store.write((db) => db.query.insertInto('setting').values({ key, value }).execute());
  return value;
}

/**
 * The secret of the webhook of user 1: the one given, the one kept, or a new one. Another one than
 * the kept takes its place: the old address is dead.
 */
async function settleWebhook(
  { path, store }: DataFolder,
  { given, now }: { given: string | undefined; now: number },
): Promise<string> {
  const kept = await readSecret(path, 'webhook-secret');
  const secret = given ?? kept ?? randomBytes(18).toString('base64url');
  const createTime = Math.floor(now / 1000);
  await store.write(async ({ query }) => {
    if (kept !== undefined && kept !== secret) {
      await query.deleteFrom('webhook').where('secretHash', '=', hashSecret(kept)).execute();
    }
    await query
      .insertInto('webhook')
      .values({ userId: 1, secretHash: hashSecret(secret), scopes: SCOPES.join(','), createTime })
      .onConflict((conflict) => conflict.column('secretHash').doNothing())
      .execute();
  });
  if (secret !== kept) await writeSecret(path, 'webhook-secret', secret);
  return secret;
}

const hasUsers = async (store: Store): Promise<boolean> =>
  (await store.reader.query.selectFrom('user').select('id').limit(1).executeTakeFirst()) !==
  undefined;

const localName = (host: string): string =>
  host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host;

/** The name as it stands in a URL. */
const inUrl = (name: string): string => (isIPv6(name) ? `[${name}]` : name);

/** Milliseconds in which everything that a stop waits for has to end. */
const STOP_WITHIN = 8000;

/** Waits for `work`, but no longer than until `late`. */
const untilAborted = (late: AbortSignal, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([
    work,
    new Promise<void>((resolve) => {
      if (late.aborted) resolve();
      late.addEventListener('abort', () => resolve());
    }),
  ]);

/** Sets up what is missing, opens the data folder and listens. */
export async function startVitrine(config: Config, content: Content): Promise<Running> {
  const destination = pino.destination({ dest: 2, sync: false });
  const log = pino({ level: config.logLevel, base: null }, destination);
  const data = await openData(config.data, config.readers);
  try {
    return await serve(config, content, data, log);
  } catch (error) {
    await data.close();
    throw error;
  }
}

async function serve(
  config: Config,
  content: Content,
  data: DataFolder,
  log: Logger,
): Promise<Running> {
  const { store, blobs } = data;
  const clock = createClock();
  const startedAt = clock.now();
  const isReferenced = (hashes: readonly string[]) =>
    content.referencedHashes(store.reader, hashes);
  const keeper = createKeeper({ blobs, isReferenced, log });
  const named = () => content.storedFiles(store.reader);
  const lost = createLostFiles({ blobs, named, isReferenced, log });
  if (!(await hasUsers(store))) {
    const password = config.password ?? randomBytes(9).toString('base64url');
    const passwordHash = await hashPassword(password);
    await writeSecret(data.path, 'password', password);
    const progress = createProgress('filling the portal', log.info.bind(log), process.stderr);
    const { seed: kind, language } = config;
    const now = Math.floor(startedAt / 1000);
    await fillOnce(data.path, () =>
      content.seed({ store, files: keeper, kind, language, passwordHash, now, progress }),
    );
  }
  const webhookSecret = await settleWebhook(data, {
    given: config.webhookSecret,
    now: startedAt,
  });

  const name = localName(config.host);
  const publicName = config.publicUrl ? [new URL(config.publicUrl).hostname] : [];
  const certificate = await ensureCertificate({
    folder: `${data.path}/tls`,
    hosts: [name, ...publicName, ...config.certNames],
    now: startedAt,
  });

  const addresses = { http: '', https: '' };
  const internal = internalCaller(SCOPES);
  const memberId = await ownSecret(store, 'memberId', 16);
  const linkKey = createSecretKey(await ownSecret(store, 'linkKey', 32), 'hex');
  const sender = createSender({
    store,
    log,
    clock,
    memberId,
    events: content.events,
    targets: config.events,
    baseUrl: () => config.publicUrl ?? addresses.https,
  });
  const gate = createOverloadGate({ ...config, now: clock.monotonic });
  const portalOptions = {
    methods: content.methods,
    store,
    files: keeper,
    imageType,
    profile: config.profile,
    outbox: createOutbox({ events: content.events, wake: sender.wake }),
    eventTargets: config.events,
    budget: createBudget(config.tariff),
    enter: gate.enter,
    memberId,
    linkKey,
    clock,
    log,
  } satisfies PortalOptions;
  const portal = createPortal(portalOptions);
  const app = createApp({
    portal,
    portalV3: createV3Portal(portalOptions),
    store,
    blobs,
    lost,
    profile: config.profile,
    memberId,
    linkKey,
    log,
    bucket: createBucket(config.tariff),
    clock,
    bodyLimit: config.bodyLimit,
    bodiesLimit: config.bodiesLimit,
    gate,
    baseUrl: (req) =>
      config.publicUrl ?? addresses[(req.socket as TLSSocket).encrypted ? 'https' : 'http'],
    apiV1Routes: content.apiV1Routes,
    apiV1Anonymous: config.apiV1Anonymous,
    internal,
  });
  const listeners = await listen({
    app,
    host: config.host,
    httpPort: config.httpPort,
    httpsPort: config.httpsPort,
    cert: certificate.cert,
    key: certificate.key,
  });
  addresses.http = `http://${inUrl(name)}:${listeners.httpPort}`;
  addresses.https = `https://${inUrl(name)}:${listeners.httpsPort}`;

  sender.start();
  keeper
    .sweep({ olderThan: startedAt })
    .then(({ removed }) => removed > 0 && log.warn({ removed }, 'removed files that no row names'))
    .catch((err) => log.error({ err }, 'sweep failed'));
  const looking = lost.look().catch((err) => log.error({ err }, 'could not look for lost files'));

  return {
    httpUrl: addresses.http,
    httpsUrl: addresses.https,
    webhookSecret,
    password: await readSecret(data.path, 'password'),
    caPath: certificate.caPath,
    log,
    async close() {
      const late = AbortSignal.timeout(STOP_WITHIN);
      await Promise.all([listeners.close(late), sender.close(late)]);
      lost.stop();
      await untilAborted(late, Promise.all([keeper.idle(), looking]));
      await data.close();
      log.info('stopped');
      log.flush();
    },
  };
}
