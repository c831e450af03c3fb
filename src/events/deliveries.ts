import type { App } from '../auth/apps.ts';
import type { EventData } from '../core/method.ts';
import type { Db, Tables } from '../core/store.ts';

export interface NewDelivery {
  readonly app: Pick<App, 'id' | 'scopes' | 'applicationToken'>;
  /** 0 for the install address of the app. */
  readonly handlerId: number;
  readonly event: string;
  readonly url: string;
  readonly data: EventData;
  /** Whose token is sent; 0 sends none. */
  readonly userId: number;
  readonly depth: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Writes down that an event is to be sent to one address. */
export async function queueDelivery({ query }: Db, delivery: NewDelivery): Promise<void> {
  const { app, now, ...rest } = delivery;
  const data = JSON.stringify(delivery.data);
  await query
    .insertInto('delivery')
    .values({
      ...rest,
      appId: app.id,
      scopes: app.scopes,
      applicationToken: app.applicationToken,
      data,
      bytes: Buffer.byteLength(data) + Buffer.byteLength(delivery.url),
      time: Math.floor(now / 1000),
      state: 'queued',
      attempts: 0,
      dueTime: Math.floor(now),
    })
    .execute();
}

/** A delivery as the log shows it. */
export type Delivery = Omit<Tables['delivery'], 'id' | 'applicationToken' | 'bytes'> & {
  readonly id: number;
};
export type Attempt = Omit<Tables['deliveryAttempt'], 'id' | 'deliveryId'>;

const columns = [
  'id',
  'appId',
  'handlerId',
  'scopes',
  'event',
  'url',
  'data',
  'userId',
  'depth',
  'time',
  'state',
  'reason',
  'attempts',
  'dueTime',
] as const;

/** The latest deliveries, newest first. */
export const listDeliveries = (
  { query }: Db,
  { limit, before }: { limit: number; before?: number },
): Promise<Delivery[]> =>
  query
    .selectFrom('delivery')
    .select(columns)
    .$if(before !== undefined, (q) => q.where('id', '<', before as number))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

/** One delivery with every attempt to send it, oldest first. */
export async function findDelivery(
  { query }: Db,
  id: number,
): Promise<(Delivery & { readonly log: Attempt[] }) | undefined> {
  const delivery = await query
    .selectFrom('delivery')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!delivery) return undefined;
  const log = await query
    .selectFrom('deliveryAttempt')
    .select(['attempt', 'time', 'ms', 'status', 'error', 'request'])
    .where('deliveryId', '=', id)
    .orderBy('id')
    .execute();
  return { ...delivery, log };
}

/** Sends a delivery once more, with all its tries; false where there is none. `now` in milliseconds. */
export async function redeliver({ query }: Db, id: number, now: number): Promise<boolean> {
  const { numUpdatedRows } = await query
    .updateTable('delivery')
    .set({ state: 'queued', reason: null, attempts: 0, dueTime: Math.floor(now) })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
