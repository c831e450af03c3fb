import { sql } from 'kysely';
import {
  type Db,
  type Param,
  type Prepared,
  prepare,
  type Store,
  type Tables,
} from '../core/store.ts';
import { statement } from './statement.ts';

type Kind = Tables['eventTally']['kind'];

const MIB = 2 ** 20;

/** What there may be of events for each app: deliveries that wait, those that are over, the offline queue. */
export const bounds: Readonly<Record<Kind, { readonly rows: number; readonly bytes: number }>> = {
  waiting: { rows: 100_000, bytes: 64 * MIB },
  log: { rows: 20_000, bytes: 64 * MIB },
  offline: { rows: 100_000, bytes: 64 * MIB },
};

/** Rows that go in one transaction: a few milliseconds, and more than one event can bring. */
export const STEP = 200;

/** What an app has too much of; below 0 where it has not. */
interface Excess {
  readonly appId: number;
  readonly rows: number;
  readonly bytes: number;
}

const excessOf = prepare<{ kind: Kind; rows: number; bytes: number }>()((db, p) =>
  db
    .selectFrom('eventTally')
    .select((eb) => [
      'appId',
      eb('rows', '-', p('rows')).as('rows'),
      eb('bytes', '-', p('bytes')).as('bytes'),
    ])
    .where('kind', '=', p('kind'))
    .where((eb) => eb.or([eb('rows', '>', p('rows')), eb('bytes', '>', p('bytes'))])),
);

/** Ids of the oldest rows of an app that have to go, a step of them at most. */
const oldest = (p: Param<Excess>, rowsAndSizes: string) => sql`
  select "id" from (
    select "id", row_number() over (order by "id") "place",
      sum("size") over (order by "id" rows unbounded preceding) - "size" "before"
    from (${sql.raw(rowsAndSizes)} and "appId" = ${p('appId')} order by "id" limit ${sql.lit(STEP)}))
  where "place" <= ${p('rows')} or "before" < ${p('bytes')}`;

const WAITING = `select "id", "bytes" "size" from "delivery" where "state" = 'queued'`;
const OVER = `select "id", "bytes" "size" from "delivery" where "state" <> 'queued'`;
const OFFLINE = `select "id", octet_length("data") "size" from "offlineEvent" where true`;

export const drop: Readonly<Record<Kind, Prepared<Excess, { id: number }>>> = {
  waiting: statement<Excess>()(
    (
      p,
    ) => sql`update "delivery" set "state" = 'failed', "reason" = 'Too many deliveries of the app waited'
      where "id" in (${oldest(p, WAITING)}) returning "id"`,
  ),
  log: statement<Excess>()(
    (p) => sql`delete from "delivery" where "id" in (${oldest(p, OVER)}) returning "id"`,
  ),
  offline: statement<Excess>()(
    (p) => sql`delete from "offlineEvent" where "id" in (${oldest(p, OFFLINE)}) returning "id"`,
  ),
};

/**
 * Lets the oldest rows go of each app that has too many of a kind, in the transaction that brought the
 * newest: a step of them at a time. Of the log nothing is told; the others are counted for it.
 */
export async function keepWithin(db: Db, kind: Kind): Promise<void> {
  for (const excess of await db.all(excessOf, { kind, ...bounds[kind] })) {
    const gone = await db.all(drop[kind], excess);
    if (kind === 'log') continue;
    await db.query
      .updateTable('eventTally')
      .set((eb) => ({ dropped: eb('dropped', '+', gone.length) }))
      .where((eb) => eb.and({ appId: excess.appId, kind }))
      .execute();
    if (kind === 'waiting') await keepWithin(db, 'log');
  }
}

/** How many rows went since it was asked last, by app and kind. */
export async function takeDropped({ query }: Db) {
  const told = await query
    .selectFrom('eventTally')
    .select(['appId', 'kind', 'dropped'])
    .where('dropped', '>', 0)
    .execute();
  if (told.length > 0) await query.updateTable('eventTally').set({ dropped: 0 }).execute();
  return told;
}

/** Empties the offline queue of an app that is about to go, so that its end is one short transaction. */
export async function emptyQueue(store: Store, appId: number): Promise<void> {
  const step = async (db: Db): Promise<boolean> =>
    (await db.all(drop.offline, { appId, rows: STEP, bytes: 0 })).length > 0;
  while (await store.write(step));
}
