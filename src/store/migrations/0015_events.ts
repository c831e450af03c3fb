import { type Kysely, sql } from 'kysely';

/**
 * What waits and what is kept of events, counted for each app by triggers so that no path of a write can
 * forget it, and an index for each question of the sender. An index of a part of the table is used by a
 * statement that names the state in its text.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('delivery').addColumn('reason', 'text').execute();
  await db.schema
    .alterTable('delivery')
    .addColumn('bytes', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await run(
    db,
    `update "delivery" set "bytes" = octet_length("data") + octet_length("url") + coalesce(
      (select sum(octet_length("request") + coalesce(octet_length("error"), 0))
        from "deliveryAttempt" where "deliveryId" = "delivery"."id"), 0)`,
    'drop index "delivery_due"',
    `create index "delivery_waiting" on "delivery" ("handlerId", "dueTime") where "state" = 'queued'`,
    `create index "delivery_app_waiting" on "delivery" ("appId") where "state" = 'queued'`,
    `create index "delivery_app_log" on "delivery" ("appId") where "state" <> 'queued'`,
    'create index "eventHandler_appId" on "eventHandler" ("appId")',
    'create index "offlineEvent_appId" on "offlineEvent" ("appId")',
    'create index "offlineEvent_taken" on "offlineEvent" ("appId", "connectorId", "processId")',
    'create index "offlineEvent_timestampX" on "offlineEvent" ("timestampX")',
    'drop index "offlineEvent_app"',
    `create unique index "offlineEvent_same" on "offlineEvent"
      ("appId", "connectorId", "event", "dataHash") where "processId" = '' and "error" = 0`,
  );
  await tally(db);
  // What waits ends with its handler, whichever way that goes: a step of it at once, the sender ends the rest.
  await run(
    db,
    `create trigger "eventHandler_delete" after delete on "eventHandler" begin
      update "delivery" set "state" = 'cancelled', "reason" = 'The handler was unbound' where "id" in (
        select "id" from "delivery" where "state" = 'queued' and "handlerId" = old."id"
          and "event" not in ('ONAPPUNINSTALL', 'ONAPPMETHODCONFIRM') limit 200);
    end`,
  );
}

async function tally(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('eventTally')
    .addColumn('appId', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('rows', 'integer', (c) => c.notNull())
    .addColumn('bytes', 'integer', (c) => c.notNull())
    .addColumn('dropped', 'integer', (c) => c.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('eventTally_key', ['appId', 'kind'])
    .execute();
  const kindOf = (row: string) => `case ${row}."state" when 'queued' then 'waiting' else 'log' end`;
  const sizeOf = (row: string) => `octet_length(${row}."data")`;
  const add = (kind: string, bytes: string) =>
    `insert into "eventTally" ("appId", "kind", "rows", "bytes") values (new."appId", ${kind}, 1, ${bytes})
      on conflict do update set "rows" = "rows" + 1, "bytes" = "bytes" + ${bytes};`;
  const take = (kind: string, bytes: string) =>
    `update "eventTally" set "rows" = "rows" - 1, "bytes" = "bytes" - ${bytes}
      where "appId" = old."appId" and "kind" = ${kind};`;
  const delivered = {
    add: add(kindOf('new'), 'new."bytes"'),
    take: take(kindOf('old'), 'old."bytes"'),
  };
  await run(
    db,
    `insert into "eventTally" ("appId", "kind", "rows", "bytes")
      select "appId", ${kindOf('"delivery"')}, count(*), sum("bytes") from "delivery" group by 1, 2`,
    `insert into "eventTally" ("appId", "kind", "rows", "bytes")
      select "appId", 'offline', count(*), sum(${sizeOf('"offlineEvent"')}) from "offlineEvent" group by 1`,
    `create trigger "delivery_insert" after insert on "delivery" begin ${delivered.add} end`,
    `create trigger "delivery_delete" after delete on "delivery" begin ${delivered.take} end`,
    `create trigger "delivery_update" after update of "state", "bytes" on "delivery"
      when (old."state", old."bytes") is not (new."state", new."bytes")
      begin ${delivered.take} ${delivered.add} end`,
    `create trigger "offlineEvent_insert" after insert on "offlineEvent"
      begin ${add("'offline'", sizeOf('new'))} end`,
    `create trigger "offlineEvent_delete" after delete on "offlineEvent"
      begin ${take("'offline'", sizeOf('old'))} end`,
  );
}

async function run(db: Kysely<unknown>, ...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
