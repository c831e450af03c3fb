import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Prepared } from '../../src/core/store.ts';
import { drop } from '../../src/events/bounds.ts';
import { callBack, dueRows } from '../../src/events/due.ts';
import { queueOffline, queueOnline, queuePings } from '../../src/events/queue.ts';
import { forgetDeliveries, forgetOffline } from '../../src/events/upkeep.ts';
import { testPortal } from '../portal.ts';

// biome-ignore lint/suspicious/noExplicitAny: a plan is that of any parameters
const statements: Record<string, Prepared<any, unknown>> = {
  queueOnline,
  queueOffline,
  queuePings,
  dueRows,
  callBack,
  forgetDeliveries,
  forgetOffline,
  'drop of what waits': drop.waiting,
  'drop of the log': drop.log,
  'drop of the queue': drop.offline,
};

it.each(Object.entries(statements))(
  '%s reads no table of events from end to end',
  async (_, one) => {
    const { store } = await testPortal();
    const { rows } = await store.write(async ({ query }) => {
      const compiled = one.build(query, () => null as never).compile();
      return query.executeQuery<{ detail: string }>({
        ...compiled,
        query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
        sql: `explain query plan ${compiled.sql}`,
      });
    });
    const scans = rows.map(({ detail }) => detail).filter((detail) => /^SCAN/.test(detail));
    expect(scans.filter((scan) => /delivery|offlineEvent|handler|waiting/.test(scan))).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
  },
);

it('an offline queue and the handlers of an app are found by their app', async () => {
  const { store } = await testPortal();
  for (const text of [
    'select * from "offlineEvent" where "appId" = 1 and "connectorId" = \'\' and "processId" = \'\' order by "id" limit 50',
    'delete from "eventHandler" where "appId" = 1',
    'delete from "offlineEvent" where "appId" = 1',
    'delete from "deliveryAttempt" where "deliveryId" = 1',
  ]) {
    const { rows } = await store.write(({ query }) =>
      sql.raw<{ detail: string }>(`explain query plan ${text}`).execute(query),
    );
    expect(rows.map(({ detail }) => detail).filter((one) => !/^SEARCH/.test(one))).toEqual([]);
  }
});
