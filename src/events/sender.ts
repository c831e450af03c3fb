import type { Logger } from 'pino';
import type { Clock } from '../core/clock.ts';
import type { EventKinds, EventTargets } from '../core/events.ts';
import type { Store } from '../core/store.ts';
import { createBackoff } from './backoff.ts';
import { type Claim, claimDue } from './claims.ts';
import { type DueParams, dueRows } from './due.ts';
import { hasArrived, type Outcome, recordOutcome } from './outcomes.ts';
import { createPoster } from './post.ts';
import { triesOf } from './schedule.ts';
import { createUpkeep } from './upkeep.ts';

export interface SenderOptions {
  readonly store: Store;
  readonly log: Logger;
  readonly clock: Clock;
  /** Public address of the portal, without a trailing slash; asked at each delivery. */
  readonly baseUrl: () => string;
  readonly memberId: string;
  readonly events: EventKinds;
  readonly targets: EventTargets;
}

export interface Sender {
  /** Sends what is due. */
  wake(): void;
  /** Looks for what is due by itself too: other processes write deliveries as well. */
  start(): void;
  /** Resolves when nothing is under way; what is due is sent by then, unless it cannot be written. */
  idle(): Promise<void>;
  /** Takes nothing new, and breaks off at `late` what is being sent. The rest is sent after the next start. */
  close(late: AbortSignal): Promise<void>;
}

const CONCURRENCY = 8;
/** A receiver that does not answer must not hold others up. */
const PER_HANDLER = 2;
const POLL = 1000;
const PAUSES = { least: 1000, most: 60_000 };

/**
 * Sends deliveries: at least once, in the order in which they are due, each by itself. A try is written
 * down before it is made, and what became of it is kept until that is written too, so that a database that
 * takes nothing stops the sending and makes nothing be sent twice.
 */
export function createSender(options: SenderOptions): Sender {
  const { store, log, clock, targets } = options;
  const poster = createPoster(targets);
  const upkeep = createUpkeep(options);
  const backoff = createBackoff(PAUSES);
  const tries = triesOf(targets.kind);
  const sending = new Map<number, { handlerId: number; done: Promise<void> }>();
  let outcomes: Outcome[] = [];
  let poll: NodeJS.Timeout | undefined;
  let resting: NodeJS.Timeout | undefined;
  let turning: Promise<void> | undefined;
  let again = false;
  let closed = false;

  /** Writes down what became of what was sent; where that fails it is kept for the next turn. */
  async function record(): Promise<void> {
    const known = outcomes;
    if (known.length === 0) return;
    const now = clock.now();
    await store.write(async (db) => {
      for (const outcome of known) await recordOutcome(db, outcome, { tries, now });
    });
    outcomes = outcomes.slice(known.length);
    for (const outcome of known) {
      const { row, status, error, attempt } = outcome;
      const line = { delivery: row.id, event: row.event, status, error, attempt };
      if (hasArrived(outcome)) log.info(line, 'event sent');
      else log.warn(line, 'event not delivered');
    }
  }

  function due(count: number): DueParams {
    const counts = Map.groupBy(sending.values(), ({ handlerId }) => handlerId);
    const busy = [...counts].filter(([, ones]) => ones.length >= PER_HANDLER).map(([id]) => id);
    const known = [...sending.keys(), ...outcomes.map(({ row }) => row.id)];
    return {
      now: Math.floor(clock.now()),
      sending: JSON.stringify(known),
      busy: JSON.stringify(busy),
      count,
    };
  }

  async function send(claim: Claim): Promise<void> {
    const time = clock.now();
    const begun = clock.monotonic();
    const reply = await poster.post(claim);
    outcomes.push({ ...claim, ...reply, time, ms: clock.monotonic() - begun });
    sending.delete(claim.row.id);
    wake();
  }

  async function turn(): Promise<void> {
    await record();
    await upkeep();
    while (sending.size < CONCURRENCY && !closed) {
      if (!(await store.reader.first(dueRows, due(1)))) break;
      const free = CONCURRENCY - sending.size;
      const claims = await store.write((db) => claimDue(db, due(free), { ...options, tries }));
      for (const claim of claims) {
        const { id, handlerId } = claim.row;
        sending.set(id, { handlerId, done: send(claim) });
      }
    }
    backoff.reset();
  }

  /** What cannot be written is not tried again at once: a full disk is full for a while. */
  function rest(err: unknown): void {
    const pause = backoff.next();
    log.error({ err, pause }, 'events wait: the database cannot be written');
    if (closed) return;
    resting = setTimeout(() => {
      resting = undefined;
      wake();
    }, pause);
  }

  /** One turn at a time; a call in between asks for another one. */
  function wake(): void {
    if (closed || resting) return;
    if (turning) {
      again = true;
      return;
    }
    turning = turn()
      .catch(rest)
      .finally(() => {
        turning = undefined;
        if (!again) return;
        again = false;
        wake();
      });
  }

  const idle = async (): Promise<void> => {
    while (turning || sending.size > 0) {
      await turning;
      await Promise.all(sending.values().map(({ done }) => done));
    }
  };

  return {
    wake,
    idle,
    start() {
      poll = setInterval(wake, POLL);
      wake();
    },
    async close(late) {
      if (closed) return;
      closed = true;
      clearInterval(poll);
      clearTimeout(resting);
      late.addEventListener('abort', poster.breakOff);
      if (late.aborted) poster.breakOff();
      await idle();
      await record().catch(rest);
      await poster.close();
    },
  };
}
