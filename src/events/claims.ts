import { sql } from 'kysely';
import { type App, admits } from '../auth/apps.ts';
import { authBlock, portalBlock } from '../auth/authBlock.ts';
import { mintTokens } from '../auth/tokens.ts';
import { findUser } from '../auth/users.ts';
import { type EventKinds, farewells, refreshable } from '../core/events.ts';
import { type Db, prepare } from '../core/store.ts';
import { keepWithin, STEP } from './bounds.ts';
import { type DueParams, dueRows, type Row } from './due.ts';
import { buildForm } from './form.ts';
import { type ListenerParams, listenerParams, listeners } from './listeners.ts';
import { pauseAfter, TIMEOUT } from './schedule.ts';
import { statement } from './statement.ts';

/** A delivery that is to be sent now; that it is tried is written down already. */
export interface Claim {
  readonly row: Row;
  /** Which try it is, from 1. */
  readonly attempt: number;
  /** What is posted, tokens and all. */
  readonly form: string;
}

export interface ClaimOptions {
  readonly events: EventKinds;
  /** How often a delivery is tried. */
  readonly tries: number;
  readonly memberId: string;
  /** Public address of the portal, without a trailing slash. */
  readonly baseUrl: () => string;
}

type AppNow = Pick<App, 'active' | 'scopes' | 'applicationToken' | 'users'>;

const appOf = prepare<{ id: number }>()((db, p) =>
  db
    .selectFrom('app')
    .select(['active', 'scopes', 'applicationToken', 'users'])
    .where('id', '=', p('id')),
);

const listenerOf = statement<ListenerParams & { id: number }>()(
  (p) => sql<{ id: number }>`select "handler"."id" ${listeners(p)} and "handler"."id" = ${p('id')}`,
);

/**
 * Takes what is due, in the caller's transaction. Each delivery is judged by what is true now, and
 * counted as tried before it is sent: what cannot be written is not sent, and a process that dies while
 * it sends leaves a delivery that waits for its next try.
 */
export async function claimDue(db: Db, due: DueParams, options: ClaimOptions): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const row of await db.all(dueRows, due)) {
    if (row.attempts >= options.tries) {
      await end(db, row, { state: 'failed', reason: 'The server stopped at its last try' });
      continue;
    }
    const app = await db.first(appOf, { id: row.appId });
    const reason = await whyNot(db, row, app, options.events);
    if (reason !== undefined) {
      await end(db, row, { state: 'cancelled', reason });
      continue;
    }
    const attempt = row.attempts + 1;
    await db.query
      .updateTable('delivery')
      .set({ attempts: attempt, dueTime: due.now + TIMEOUT + pauseAfter(attempt) })
      .where('id', '=', row.id)
      .execute();
    claims.push({ row, attempt, form: buildForm(await fieldsOf(db, row, app, due, options)) });
  }
  return claims;
}

/** Why a delivery must not be sent any more; undefined where it may be. */
async function whyNot(
  db: Db,
  { event, handlerId }: Row,
  app: AppNow | undefined,
  events: EventKinds,
): Promise<string | undefined> {
  if (farewells.has(event)) return undefined;
  if (app?.active !== 'Y') return 'The app was removed or switched off';
  if (handlerId === 0) return undefined;
  if (!events.has(event)) return 'The portal has no such event any more';
  const listens = await db.first(listenerOf, { ...listenerParams(events, event), id: handlerId });
  return listens ? undefined : 'The handler was unbound, or may not be told any more';
}

/** Ends a delivery; with one that was cancelled a step of those that wait for the same handler. */
async function end(
  db: Db,
  { id, handlerId }: Row,
  over: { state: 'failed' | 'cancelled'; reason: string },
): Promise<void> {
  const others = over.state === 'cancelled' && handlerId !== 0;
  await db.query
    .updateTable('delivery')
    .set(over)
    .where((eb) =>
      eb.or([
        eb('id', '=', id),
        eb(
          'id',
          'in',
          eb
            .selectFrom('delivery')
            .select('id')
            .where('state', '=', sql.lit('queued' as const))
            .where('handlerId', '=', others ? handlerId : -1)
            .limit(STEP),
        ),
      ]),
    )
    .execute();
  await keepWithin(db, 'log');
}

/** The fields of the form; tokens are made for this delivery alone. */
async function fieldsOf(
  db: Db,
  row: Row,
  app: AppNow | undefined,
  { now }: DueParams,
  { memberId, baseUrl }: ClaimOptions,
): Promise<object> {
  const { appId, userId, event, depth } = row;
  const user = userId > 0 ? await findUser(db, userId) : undefined;
  const mayHaveToken = app && user?.active === 'Y' && admits(app, userId) && !farewells.has(event);
  const portal = { baseUrl: baseUrl(), memberId };
  const seconds = Math.floor(now / 1000);
  const auth = mayHaveToken
    ? authBlock({
        scopes: app.scopes,
        pair: await mintTokens(db, {
          appId,
          userId,
          now: seconds,
          depth,
          refreshable: refreshable.has(event),
        }),
        userId,
        ...portal,
      })
    : portalBlock(portal);
  return {
    event,
    event_handler_id: row.handlerId,
    data: JSON.parse(row.data),
    ts: row.time,
    auth: { ...auth, application_token: (app ?? row).applicationToken },
  };
}
