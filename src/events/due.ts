import { sql } from 'kysely';
import type { Tables } from '../core/store.ts';
import { statement } from './statement.ts';

export type Row = Omit<Tables['delivery'], 'id'> & { readonly id: number };

export interface DueParams {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** JSON of the deliveries that are under way. */
  readonly sending: string;
  /** JSON of the handlers that are told enough at once. */
  readonly busy: string;
  readonly count: number;
}

/** Each handler that something waits for, found by a step of the index and not by its rows. */
const handlers = sql`
  with recursive "next" ("id") as (
    select min("handlerId") from "delivery" where "state" = 'queued'
    union all
    select (select min("handlerId") from "delivery" where "state" = 'queued' and "handlerId" > "next"."id")
    from "next" where "next"."id" is not null)`;

/** The delivery that is due first of each handler that is not busy, those due first before the others. */
export const dueRows = statement<DueParams>()(
  (p) => sql<Row>`${handlers}
    select "delivery".* from "next" cross join "delivery" on "delivery"."id" = (
      select "id" from "delivery" where "state" = 'queued' and "handlerId" = "next"."id"
        and "dueTime" <= ${p('now')} and "id" not in (select "value" from json_each(${p('sending')}))
      order by "dueTime", "id" limit 1)
    where "next"."id" not in (select "value" from json_each(${p('busy')}))
    order by "delivery"."dueTime", "delivery"."id" limit ${p('count')}`,
);

/** Lets what is due later than anything can be wait no more: a step of it. Gives how many there were. */
export const callBack = statement<{ now: number; latest: number; count: number }>()(
  (p) => sql<{ id: number }>`
    update "delivery" set "dueTime" = ${p('now')} where "id" in (${handlers}
      select "delivery"."id" from "next" cross join "delivery" on "delivery"."state" = 'queued'
        and "delivery"."handlerId" = "next"."id" and "delivery"."dueTime" > ${p('latest')}
      limit ${p('count')}) returning "id"`,
);
