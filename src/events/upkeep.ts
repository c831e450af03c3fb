import type { Logger } from 'pino';
import type { Clock } from '../core/clock.ts';
import { type Db, prepare, type Store } from '../core/store.ts';
import { STEP, takeDropped } from './bounds.ts';
import { callBack } from './due.ts';
import { LONGEST } from './schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Seconds for which deliveries are kept. */
const LOG_MEMORY = 30 * 24 * 3600;
/** Seconds for which events wait in an offline queue (spec/core.md section 8). */
const OFFLINE_MEMORY = 2_952_000;

export const forgetDeliveries = prepare<{ before: number; count: number }>()((db, p) =>
  db
    .deleteFrom('delivery')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('delivery')
        .select('id')
        .where('time', '<', p('before'))
        .where('state', '<>', 'queued')
        .orderBy('time')
        .limit(p('count')),
    )
    .returning('id'),
);

export const forgetOffline = prepare<{ before: number; count: number }>()((db, p) =>
  db
    .deleteFrom('offlineEvent')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('offlineEvent')
        .select('id')
        .where('timestampX', '<', p('before'))
        .orderBy('timestampX')
        .limit(p('count')),
    )
    .returning('id'),
);

/** Forgets a step of what is too old to be of use; gives whether there may be more. `now` in seconds. */
async function forget(db: Db, now: number): Promise<boolean> {
  const step = (before: number) => ({ before, count: STEP });
  const deliveries = await db.all(forgetDeliveries, step(now - LOG_MEMORY));
  const offline = await db.all(forgetOffline, step(now - OFFLINE_MEMORY));
  return deliveries.length === STEP || offline.length === STEP;
}

const words = {
  waiting: 'too many deliveries of an app waited: the oldest were given up',
  offline: 'the offline queue of an app is full: the oldest events went',
  log: '',
} as const;

export interface UpkeepOptions {
  readonly store: Store;
  readonly log: Logger;
  readonly clock: Clock;
}

/** What is done once a minute, and once an hour, in steps that hold nobody up. */
export function createUpkeep({ store, log, clock }: UpkeepOptions): () => Promise<void> {
  let minute = Number.NEGATIVE_INFINITY;
  let hour = { now: clock.now(), monotonic: clock.monotonic() };

  async function inSteps(step: (db: Db) => Promise<boolean>): Promise<void> {
    while (await store.write(step));
  }

  /** A clock that was set since the last look may be wrong: what is too old is told at the next one. */
  async function hourly(): Promise<void> {
    const look = { now: clock.now(), monotonic: clock.monotonic() };
    const passed = look.monotonic - hour.monotonic;
    if (passed < HOUR) return;
    const isSteady = Math.abs(look.now - hour.now - passed) < HOUR;
    hour = look;
    if (isSteady) await inSteps((db) => forget(db, Math.floor(look.now / 1000)));
  }

  return async () => {
    if (clock.monotonic() - minute < MINUTE) return;
    minute = clock.monotonic();
    const now = Math.floor(clock.now());
    const late = { now, latest: now + LONGEST, count: STEP };
    await inSteps(async (db) => (await db.all(callBack, late)).length === STEP);
    for (const { kind, appId, dropped } of await store.write(takeDropped)) {
      log.warn({ app: appId, dropped }, words[kind]);
    }
    await hourly();
  };
}
