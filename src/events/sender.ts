import type { Logger } from 'pino';
import { request } from 'undici';
import { authBlock, portalBlock } from '../auth/authBlock.ts';
import { mintTokens } from '../auth/tokens.ts';
import { findUser } from '../auth/users.ts';
import type { Clock } from '../core/clock.ts';
import { type EventTargets, refreshable } from '../core/events.ts';
import type { Store, Tables } from '../core/store.ts';
import { purge } from './deliveries.ts';
import { buildForm } from './form.ts';
import { checkTarget, createAgent } from './targets.ts';

export interface SenderOptions {
  readonly store: Store;
  readonly log: Logger;
  readonly clock: Clock;
  /** Public address of the portal, without a trailing slash; asked at each delivery. */
  readonly baseUrl: () => string;
  readonly memberId: string;
  readonly targets: EventTargets;
}

export interface Sender {
  /** Sends what is due. */
  wake(): void;
  /** Looks for what is due by itself too: other processes write deliveries as well. */
  start(): void;
  /** Resolves when nothing that is due remains unsent. */
  idle(): Promise<void>;
  /** Waits for what is being sent; the rest is sent after the next start. */
  close(): Promise<void>;
}

type Row = Omit<Tables['delivery'], 'id'> & { readonly id: number };

const CONCURRENCY = 8;
/** A receiver that does not answer must not hold others up. */
const PER_HANDLER = 2;
const TIMEOUT = 10_000;
const POLL = 1000;
const HOUR = 3_600_000;
const SECONDS = 1000;
/** Pauses before the second and every further try: 28 hours in all (spec/reliability.md). */
const RETRIES = [5, 300, 1800, 7200, 18_000, 36_000, 36_000];
/** Events that say goodbye: whoever hears them is nobody's user any more. */
const TOKENLESS: ReadonlySet<string> = new Set(['ONAPPUNINSTALL', 'ONAPPMETHODCONFIRM']);

/** Sends deliveries: at least once, in the order in which they are due, each by itself. */
export function createSender(options: SenderOptions): Sender {
  const { store, log, clock, memberId, targets } = options;
  const { now } = clock;
  const agent = createAgent(targets);
  const sending = new Map<number, { handlerId: number; done: Promise<void> }>();
  const tries = targets.kind === 'portal' ? 1 : RETRIES.length + 1;
  let timer: NodeJS.Timeout | undefined;
  let pumping: Promise<void> | undefined;
  let again = false;
  let closed = false;
  let purged = 0;

  /** The fields of the form; tokens are made for this delivery alone. */
  async function fieldsOf(row: Row): Promise<object> {
    const { appId, userId, event, depth } = row;
    const seconds = Math.floor(now() / SECONDS);
    const user = userId > 0 ? await findUser(store.reader, userId) : undefined;
    const app = await store.reader.query
      .selectFrom('app')
      .select('id')
      .where('id', '=', appId)
      .executeTakeFirst();
    const mayHaveToken = app && user?.active === 'Y' && !TOKENLESS.has(event);
    const pair = mayHaveToken
      ? await store.write((db) =>
          mintTokens(db, {
            appId,
            userId,
            now: seconds,
            depth,
            refreshable: refreshable.has(event),
          }),
        )
      : undefined;
    const portal = { baseUrl: options.baseUrl(), memberId };
    const auth = pair ? authBlock({ app: row, pair, userId, ...portal }) : portalBlock(portal);
    return {
      event,
      event_handler_id: row.handlerId,
      data: JSON.parse(row.data),
      ts: row.time,
      auth: { ...auth, application_token: row.applicationToken },
    };
  }

  /** The form as the log keeps it. */
  const withoutTokens = (form: string): string =>
    form.replace(/(auth%5B(?:access|refresh|application)_token%5D=)[^&]*/g, '$1***');

  async function post(url: string, body: string): Promise<{ status?: number; error?: string }> {
    try {
      const target = checkTarget(url, targets);
      const answer = await request(target, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': 'Vitrine event sender',
        },
        body,
        dispatcher: agent,
        signal: AbortSignal.timeout(TIMEOUT),
      });
      await answer.body.dump({ limit: 64 * 1024 });
      return { status: answer.statusCode };
    } catch (error) {
      const { code, message, cause } = error as Error & { code?: string };
      return { error: [code, message, (cause as Error)?.message].filter(Boolean).join(' ') };
    }
  }

  async function send(row: Row): Promise<void> {
    const form = buildForm(await fieldsOf(row));
    const time = now();
    const { status = null, error = null } = await post(row.url, form);
    const attempts = row.attempts + 1;
    const arrived = status !== null && status >= 200 && status < 300;
    const state = arrived ? 'sent' : attempts < tries ? 'queued' : 'failed';
    const pause = (RETRIES[attempts - 1] ?? 0) * SECONDS;
    await store.write(async ({ query }) => {
      await query
        .updateTable('delivery')
        .set({ state, attempts, dueTime: Math.floor(now() + pause) })
        .where('id', '=', row.id)
        .execute();
      await query
        .insertInto('deliveryAttempt')
        .values({
          deliveryId: row.id,
          attempt: attempts,
          time: Math.floor(time),
          ms: Math.round(now() - time),
          status,
          error,
          request: withoutTokens(form),
        })
        .execute();
    });
    const line = { delivery: row.id, event: row.event, status, error, attempt: attempts };
    if (arrived) log.info(line, 'event sent');
    else log.warn(line, 'event not delivered');
  }

  /** The delivery that is due first, of a handler that is not busy. */
  const nextDue = (): Promise<Row | undefined> => {
    const handlers = sending.values().map(({ handlerId }) => handlerId);
    const counts = Map.groupBy(handlers, (id) => id);
    const busy = [...counts].filter(([, ids]) => ids.length >= PER_HANDLER).map(([id]) => id);
    return store.reader.query
      .selectFrom('delivery')
      .selectAll()
      .where('state', '=', 'queued')
      .where('dueTime', '<=', Math.floor(now()))
      .where('id', 'not in', [0, ...sending.keys()])
      .where('handlerId', 'not in', [-1, ...busy])
      .orderBy('dueTime')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
  };

  async function pump(): Promise<void> {
    if (now() - purged > HOUR) {
      purged = now();
      await store.write((db) => purge(db, purged));
    }
    while (sending.size < CONCURRENCY && !closed) {
      const row = await nextDue();
      if (!row) return;
      const done = send(row)
        .catch((err) => log.error({ err, delivery: row.id }, 'event sender failed'))
        .finally(() => {
          sending.delete(row.id);
          wake();
        });
      sending.set(row.id, { handlerId: row.handlerId, done });
    }
  }

  /** One look at a time; a call in between asks for another one. */
  function wake(): void {
    if (closed) return;
    if (pumping) {
      again = true;
      return;
    }
    pumping = pump()
      .catch((err) => log.error({ err }, 'event sender failed'))
      .finally(() => {
        pumping = undefined;
        if (again) {
          again = false;
          wake();
        }
      });
  }

  const idle = async (): Promise<void> => {
    while (pumping || sending.size > 0) {
      await pumping;
      await Promise.all(sending.values().map(({ done }) => done));
    }
  };

  return {
    wake,
    idle,
    start() {
      timer = setInterval(wake, POLL);
      wake();
    },
    async close() {
      if (closed) return;
      closed = true;
      clearInterval(timer);
      await pumping;
      await Promise.all(sending.values().map(({ done }) => done));
      await agent.close();
    },
  };
}
