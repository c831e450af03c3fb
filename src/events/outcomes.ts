import type { Db } from '../core/store.ts';
import { keepWithin } from './bounds.ts';
import type { Claim } from './claims.ts';
import type { Reply } from './post.ts';
import { pauseAfter } from './schedule.ts';

/** What became of one try. */
export interface Outcome extends Claim, Reply {
  /** When it was sent, milliseconds since 1970, and for how long. */
  readonly time: number;
  readonly ms: number;
}

/** Characters of a form, and of an error, that the log keeps. */
const KEPT = 4096;

/** The form as the log keeps it. */
const withoutTokens = (form: string): string =>
  form.replace(/(auth%5B(?:access|refresh|application)_token%5D=)[^&]*/g, '$1***').slice(0, KEPT);

export const hasArrived = ({ status }: Reply): boolean =>
  status !== null && status >= 200 && status < 300;

/** Writes down what became of a try. `now` in milliseconds. */
export async function recordOutcome(
  db: Db,
  outcome: Outcome,
  { tries, now }: { readonly tries: number; readonly now: number },
): Promise<void> {
  const { row, attempt, status, ms, time } = outcome;
  const known = await db.query
    .selectFrom('delivery')
    .select(['state', 'bytes'])
    .where('id', '=', row.id)
    .executeTakeFirst();
  // It may be gone, or was ended while it was under way.
  if (!known) return;
  const next = attempt < tries ? 'queued' : 'failed';
  const state = hasArrived(outcome) ? 'sent' : known.state === 'queued' ? next : known.state;
  const request = withoutTokens(outcome.form);
  const error = outcome.error?.slice(0, KEPT) ?? null;
  await db.query
    .updateTable('delivery')
    .set({
      state,
      dueTime: Math.floor(now + pauseAfter(attempt)),
      bytes: known.bytes + Buffer.byteLength(request) + Buffer.byteLength(error ?? ''),
    })
    .where('id', '=', row.id)
    .execute();
  await db.query
    .insertInto('deliveryAttempt')
    .values({
      deliveryId: row.id,
      attempt,
      time: Math.floor(time),
      ms: Math.round(ms),
      status,
      error,
      request,
    })
    .execute();
  await keepWithin(db, 'log');
}
