import { type RawBuilder, sql } from 'kysely';
import type { Param } from '../core/store.ts';
import { type ListenerParams, listeners } from './listeners.ts';
import { statement } from './statement.ts';

/** One event, as it is queued for whoever listens. */
export interface Happening extends ListenerParams {
  readonly event: string;
  /** JSON of what is told. */
  readonly data: string;
  /** JSON of the ids of the apps that alone are told; an empty list tells every app. */
  readonly apps: string;
  /** Whose token is sent where a handler is bound to nobody. */
  readonly userId: number;
  /** How many events led to it, itself among them. */
  readonly depth: number;
  /** Seconds since 1970. */
  readonly time: number;
  /** The same in milliseconds. */
  readonly now: number;
}

const told = (p: Param<Happening>, offline: 0 | 1): RawBuilder<unknown> => sql`
  ${listeners(p)}
  and "handler"."event" = ${p('event')} and "handler"."offline" = ${sql.lit(offline)}
  and (json_array_length(${p('apps')}) = 0
    or "handler"."appId" in (select "value" from json_each(${p('apps')})))`;

/** A delivery to each online handler, due after `pause` milliseconds. */
const deliver = (p: Param<Happening>, pause: RawBuilder<unknown>) => sql<{ id: number }>`
  insert into "delivery" ("appId", "handlerId", "scopes", "applicationToken", "event", "url", "data",
    "bytes", "userId", "depth", "time", "state", "attempts", "dueTime")
  select "handler"."appId", "handler"."id", "app"."scopes", "app"."applicationToken", ${p('event')},
    "handler"."handler", ${p('data')}, octet_length("handler"."handler") + octet_length(${p('data')}),
    iif("handler"."userId" > 0, "handler"."userId", ${p('userId')}), ${p('depth')}, ${p('time')},
    'queued', 0, cast(${p('now')} + ${pause} as integer)
  ${told(p, 0)}`;

/** One statement for all handlers, however many listen; gives the deliveries. */
export const queueOnline = statement<Happening>()(
  (p) => sql<{ id: number }>`${deliver(p, sql.lit(0))} returning "id"`,
);

/** Seconds between two pings, which a binding names. */
const minTimeout = sql`max(0, min(3600, coalesce(json_extract("handler"."options", '$.minTimeout'), 1)))`;

/** Pings the apps that their offline queue has something, but for handlers that a ping waits for. */
export const queuePings = statement<Happening>()(
  (p) => sql<{ id: number }>`${deliver(p, sql`1000 * ${minTimeout}`)}
    and not exists (select 1 from "delivery" "waiting" where "waiting"."handlerId" = "handler"."id"
      and "waiting"."state" = 'queued' and "waiting"."attempts" = 0)
    returning "id"`,
);

export interface OfflineHappening extends Happening {
  readonly dataHash: string;
  /** JSON, `{ user_id }`. */
  readonly additional: string;
  /** The app that made the change itself, and which part of it; 0 where none did. */
  readonly ownApp: number;
  readonly connector: string;
}

/**
 * A row of each offline queue, but for that of whoever made the change. The same event with the same data
 * waits once, and is as new as the last time that it happened.
 */
export const queueOffline = statement<OfflineHappening>()(
  (p) => sql<{ appId: number }>`
    insert into "offlineEvent" ("appId", "connectorId", "event", "dataHash", "data", "additional",
      "messageId", "timestampX", "processId", "error")
    select "handler"."appId", "handler"."connectorId", ${p('event')}, ${p('dataHash')}, ${p('data')},
      ${p('additional')}, lower(hex(randomblob(16))), ${p('time')}, '', 0
    ${told(p, 1)}
    and ("handler"."appId" <> ${p('ownApp')} or "handler"."connectorId" <> ${p('connector')})
    on conflict ("appId", "connectorId", "event", "dataHash") where "processId" = '' and "error" = 0
    do update set "timestampX" = "excluded"."timestampX", "additional" = "excluded"."additional",
      "messageId" = "excluded"."messageId"
    returning "appId"`,
);
