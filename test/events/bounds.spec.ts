import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { removeApp } from '../../src/auth/apps.ts';
import { bounds, emptyQueue, STEP } from '../../src/events/bounds.ts';
import { listening, START } from './_listening.ts';

type Listening = Awaited<ReturnType<typeof listening>>;

const EVENT = 'CATALOG.PRODUCT.ON.ADD';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const numbers = (count: number) =>
  sql`with recursive "n" ("i") as (select 1 union all select "i" + 1 from "n" where "i" < ${sql.lit(count)})`;

const fillDeliveries = ({ store }: Listening, count: number, state: string, bytes = 60) =>
  store.write(({ query }) =>
    sql`${numbers(count)} insert into "delivery" ("appId", "handlerId", "scopes", "applicationToken", "event",
        "url", "data", "bytes", "userId", "depth", "time", "state", "attempts", "dueTime")
      select 1, 1, 'catalog', '', ${EVENT}, 'http://127.0.0.1:1/', '{}', ${bytes}, 1, 1, ${START / 1000}, ${state},
        1, ${START} + 3600000 from "n"`.execute(query),
  );

const fillQueue = ({ store }: Listening, count: number) =>
  store.write(({ query }) =>
    sql`${numbers(count)} insert into "offlineEvent" ("appId", "connectorId", "event", "dataHash", "data",
        "additional", "messageId", "timestampX", "processId", "error")
      select 1, '', ${EVENT}, 'h' || "i", '{}', '{}', '', ${START / 1000}, '', 0 from "n"`.execute(
      query,
    ),
  );

/** What there is, counted, and what the tally says of it. */
async function counted({ store }: Listening) {
  const { query } = store.reader;
  const deliveries = await sql<{ kind: string; rows: number; bytes: number }>`
    select iif("state" = 'queued', 'waiting', 'log') "kind", count(*) "rows", sum("bytes") "bytes"
    from "delivery" group by 1`.execute(query);
  const offline = await sql<{ kind: string; rows: number; bytes: number }>`
    select 'offline' "kind", count(*) "rows", sum(octet_length("data")) "bytes" from "offlineEvent"
    having count(*) > 0`.execute(query);
  const tally = await query
    .selectFrom('eventTally')
    .select(['kind', 'rows', 'bytes'])
    .where('rows', '>', 0)
    .orderBy('kind')
    .execute();
  const byKind = [...deliveries.rows, ...offline.rows].sort((a, b) => (a.kind < b.kind ? -1 : 1));
  expect(tally).toEqual(byKind);
  return Object.fromEntries(byKind.map(({ kind, rows }) => [kind, rows]));
}

/** The upkeep of a later minute, and what the log says of it. */
async function toldBy({ clock, sender, lines }: Listening): Promise<object[]> {
  clock.now += MINUTE;
  sender.wake();
  await sender.idle();
  const told = lines.map((line) => JSON.parse(line)).filter(({ dropped }) => dropped);
  return told.map(({ level, app, dropped, msg }) => ({ level, app, dropped, msg }));
}

describe('the tally', () => {
  it('is that of the rows, whatever becomes of them', async () => {
    const made = await listening({ answer: (_req, res) => void res.writeHead(500).end() });
    await made.bind(EVENT);
    await made.call('event.bind', { event: EVENT, event_type: 'offline' });
    for (let n = 0; n < 5; n++) await made.addProduct();
    await made.sender.idle();
    expect(await counted(made)).toEqual({ waiting: 5, offline: 5 });
    await made.call('event.offline.get', { limit: 2 });
    await made.call('event.unbind', { event: EVENT, handler: made.handler.url() });
    expect(await counted(made)).toEqual({ log: 5, offline: 3 });
    made.clock.now += 40 * 24 * HOUR;
    made.sender.wake();
    await made.sender.idle();
    expect(await counted(made)).toEqual({});
  });
});

describe('where there are too many', () => {
  it('of deliveries that wait, the oldest are given up', async () => {
    const made = await listening();
    await made.bind(EVENT, 'http://127.0.0.1:1/');
    await made.sender.close(AbortSignal.abort());
    await fillDeliveries(made, bounds.waiting.rows, 'queued');
    await made.addProduct();
    expect(await counted(made)).toEqual({ waiting: bounds.waiting.rows, log: 1 });
    const { query } = made.store.reader;
    const rows = await query
      .selectFrom('delivery')
      .select(['id', 'reason'])
      .where('state', '=', 'failed')
      .execute();
    expect(rows).toEqual([{ id: 1, reason: 'Too many deliveries of the app waited' }]);
    const [newest] = await made.deliveries();
    expect(newest).toMatchObject({ state: 'queued', attempts: 0 });
  });

  it('of bytes that wait, as many of the oldest are given up as it takes', async () => {
    const made = await listening();
    await made.bind(EVENT, 'http://127.0.0.1:1/');
    await made.sender.close(AbortSignal.abort());
    await fillDeliveries(made, 64, 'queued', 2 ** 20);
    await made.addProduct();
    expect(await counted(made)).toEqual({ waiting: 64, log: 1 });
  });

  it('of an offline queue, the oldest go, and the log says so once a minute', async () => {
    const made = await listening();
    await made.call('event.bind', { event: EVENT, event_type: 'offline' });
    await toldBy(made);
    await fillQueue(made, bounds.offline.rows);
    for (let n = 0; n < 3; n++) await made.addProduct();
    expect(await counted(made)).toEqual({ offline: bounds.offline.rows });
    const { result } = await made.call('event.offline.list', { order: { ID: 'ASC' } });
    expect(result[0].ID).toBe('4');
    expect(await toldBy(made)).toEqual([
      {
        level: 40,
        app: 1,
        dropped: 3,
        msg: 'the offline queue of an app is full: the oldest events went',
      },
    ]);
    expect(await toldBy(made)).toHaveLength(1);
  });

  it('of the log, the oldest deliveries go with their attempts, in steps', async () => {
    const made = await listening();
    await made.bind(EVENT);
    await fillDeliveries(made, bounds.log.rows + 2 * STEP, 'sent');
    await made.addProduct();
    await made.sender.idle();
    expect(await counted(made), 'one step for each that is added').toEqual({
      log: bounds.log.rows + STEP + 1,
    });
    await made.addProduct();
    await made.addProduct();
    await made.sender.idle();
    expect(await counted(made)).toEqual({ log: bounds.log.rows });
    const [newest] = await made.deliveries();
    expect(newest).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('of a form, the log keeps its beginning', async () => {
    const made = await listening();
    await made.bind('ONAPPTEST');
    await made.call('event.test', { text: 'x'.repeat(60_000) });
    await made.sender.idle();
    const { query } = made.store.reader;
    const { request } = await query
      .selectFrom('deliveryAttempt')
      .select('request')
      .executeTakeFirstOrThrow();
    expect(request).toHaveLength(4096);
    expect(made.handler.received[0]?.form.data.QUERY.text).toHaveLength(60_000);
    await counted(made);
  });
});

it('an app with a full queue is removed', async () => {
  const made = await listening();
  await fillQueue(made, 1000);
  await emptyQueue(made.store, 1);
  expect(await counted(made)).toEqual({});
  await made.store.write((db) => removeApp(db, 1));
});
