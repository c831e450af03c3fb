import { hash, randomUUID } from 'node:crypto';
import { eventScopes, MAX_DEPTH } from '../core/events.ts';
import type { EventData } from '../core/method.ts';
import type { Cause, Outbox } from '../core/outbox.ts';
import { type Db, prepare, type Tables } from '../core/store.ts';
import { queueDelivery } from './deliveries.ts';

type Handler = Pick<
  Tables['eventHandler'],
  'appId' | 'handler' | 'userId' | 'offline' | 'connectorId' | 'options'
> & { readonly id: number };

const handlersOf = prepare<{ event: string }>()((db, p) =>
  db
    .selectFrom('eventHandler')
    .select(['id', 'appId', 'handler', 'userId', 'offline', 'connectorId', 'options'])
    .where('event', '=', p('event')),
);

const appOf = prepare<{ id: number }>()((db, p) =>
  db
    .selectFrom('app')
    .select(['id', 'scopes', 'applicationToken', 'active', 'installed'])
    .where('id', '=', p('id')),
);

/** How many events led to the one that is caused now. */
const depthOf = ({ caller: { identity } }: Cause): number =>
  (identity.kind === 'token' ? identity.depth : 0) + 1;

const isOwnChange = ({ caller: { identity }, connector }: Cause, handler: Handler): boolean =>
  identity.kind === 'token' &&
  identity.appId === handler.appId &&
  connector === handler.connectorId;

/** Tells apps of events: each online handler gets a delivery, each offline one a row of its queue. */
export function createOutbox({ wake }: { wake: () => void }): Outbox {
  /** Pings the app that its queue has something, once in `minTimeout` seconds. */
  async function ping(db: Db, appId: number, cause: Cause): Promise<void> {
    const app = await db.first(appOf, { id: appId });
    for (const handler of await db.all(handlersOf, { event: 'ONOFFLINEEVENT' })) {
      if (!app || handler.appId !== appId || handler.offline === 1) continue;
      const waiting = await db.query
        .selectFrom('delivery')
        .select('id')
        .where('handlerId', '=', handler.id)
        .where('state', '=', 'queued')
        .where('attempts', '=', 0)
        .executeTakeFirst();
      if (waiting) continue;
      const { minTimeout } = JSON.parse(handler.options) as { minTimeout?: unknown };
      const seconds = Math.min(Math.max(Number(minTimeout) || 1, 0), 3600);
      await queueDelivery(db, {
        app,
        handlerId: handler.id,
        event: 'ONOFFLINEEVENT',
        url: handler.handler,
        data: {},
        userId: handler.userId || cause.caller.userId,
        depth: depthOf(cause),
        now: cause.now,
        delay: seconds * 1000,
      });
    }
  }

  async function queueOffline(
    db: Db,
    handler: Handler,
    event: string,
    data: EventData,
    cause: Cause,
  ): Promise<void> {
    const { appId, connectorId } = handler;
    const text = JSON.stringify(data);
    const row = {
      timestampX: Math.floor(cause.now / 1000),
      additional: JSON.stringify({ user_id: cause.caller.userId }),
      messageId: randomUUID().replaceAll('-', ''),
    };
    const same = { appId, connectorId, event, dataHash: hash('sha256', text) };
    const { numUpdatedRows } = await db.query
      .updateTable('offlineEvent')
      .set(row)
      .where((eb) => eb.and({ ...same, processId: '', error: 0 }))
      .executeTakeFirst();
    if (numUpdatedRows > 0n) return;
    await db.query
      .insertInto('offlineEvent')
      .values({ ...row, ...same, data: text, processId: '', error: 0 })
      .execute();
  }

  return {
    wake,
    async write(db, event, data, cause) {
      const handlers = await db.all(handlersOf, { event });
      if (handlers.length === 0 || depthOf(cause) > MAX_DEPTH) return false;
      let sending = false;
      for (const handler of handlers) {
        if (cause.appId !== undefined && cause.appId !== handler.appId) continue;
        const app = await db.first(appOf, { id: handler.appId });
        if (app?.active !== 'Y' || app.installed !== 'Y') continue;
        const scope = eventScopes.get(event) ?? '';
        if (scope !== '' && !app.scopes.split(',').includes(scope)) continue;
        sending = true;
        if (handler.offline === 0) {
          await queueDelivery(db, {
            app,
            handlerId: handler.id,
            event,
            url: handler.handler,
            data,
            userId: handler.userId || cause.caller.userId,
            depth: depthOf(cause),
            now: cause.now,
          });
        } else if (!isOwnChange(cause, handler)) {
          await queueOffline(db, handler, event, data, cause);
          await ping(db, app.id, cause);
        }
      }
      return sending;
    },
  };
}
