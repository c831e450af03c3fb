import { hash } from 'node:crypto';
import { type EventKinds, MAX_DEPTH } from '../core/events.ts';
import type { Cause, Outbox } from '../core/outbox.ts';
import { type Db, prepare } from '../core/store.ts';
import { keepWithin } from './bounds.ts';
import { listenerParams } from './listeners.ts';
import { type Happening, queueOffline, queueOnline, queuePings } from './queue.ts';

const PING = 'ONOFFLINEEVENT';

const boundTo = prepare<{ event: string }>()((db, p) =>
  db.selectFrom('eventHandler').select('offline').distinct().where('event', '=', p('event')),
);

/** How many events led to the one that is caused now, itself among them. */
const depthOf = ({ caller: { identity }, chain }: Cause): number =>
  Math.max(identity.kind === 'token' ? identity.depth : 0, chain) + 1;

/** Tells apps of events: each online handler gets a delivery, each offline one a row of its queue. */
export function createOutbox(options: { events: EventKinds; wake: () => void }): Outbox {
  const { events, wake } = options;

  const happeningOf = (event: string, data: string, cause: Cause): Happening => ({
    ...listenerParams(events, event),
    event,
    data,
    apps: JSON.stringify(cause.appId === undefined ? [] : [cause.appId]),
    userId: cause.caller.userId,
    depth: depthOf(cause),
    time: Math.floor(cause.now / 1000),
    now: Math.floor(cause.now),
  });

  async function deliver(db: Db, happening: Happening): Promise<boolean> {
    const queued = await db.all(queueOnline, happening);
    if (queued.length > 0) await keepWithin(db, 'waiting');
    return queued.length > 0;
  }

  async function keep(db: Db, happening: Happening, cause: Cause): Promise<boolean> {
    const { caller, connector } = cause;
    const rows = await db.all(queueOffline, {
      ...happening,
      dataHash: hash('sha256', happening.data),
      additional: JSON.stringify({ user_id: caller.userId }),
      ownApp: caller.identity.kind === 'token' ? caller.identity.appId : 0,
      connector,
    });
    if (rows.length === 0) return false;
    await keepWithin(db, 'offline');
    const apps = JSON.stringify([...new Set(rows.map(({ appId }) => appId))]);
    await db.all(queuePings, { ...happeningOf(PING, '{}', cause), apps });
    return true;
  }

  return {
    wake,
    async write(db, event, data, cause) {
      const kinds = await db.all(boundTo, { event });
      if (kinds.length === 0 || depthOf(cause) > MAX_DEPTH) return false;
      const happening = happeningOf(event, JSON.stringify(data), cause);
      let queued = false;
      for (const { offline } of kinds) {
        const more = offline === 0 ? deliver(db, happening) : keep(db, happening, cause);
        if (await more) queued = true;
      }
      return queued;
    },
  };
}
