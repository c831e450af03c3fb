import type { App } from '../auth/apps.ts';
import type { EventData } from '../core/method.ts';
import type { Db } from '../core/store.ts';
import { queueDelivery } from './deliveries.ts';

/** Who installs or removes an app; `now` in milliseconds. */
export interface Announcement {
  readonly userId: number;
  readonly now: number;
}

/** Tells an app about itself: its bound handlers and, when it is new, the address of its installation. */
async function announce(
  db: Db,
  app: App,
  event: string,
  data: EventData,
  { userId, now }: Announcement,
): Promise<void> {
  const bound = await db.query
    .selectFrom('eventHandler')
    .select(['id', 'handler', 'userId'])
    .where((eb) => eb.and({ appId: app.id, event, offline: 0 as const }))
    .execute();
  const first = app.installUrl ? [{ id: 0, handler: app.installUrl, userId: 0 }] : [];
  for (const { id, handler, userId: own } of [...first, ...bound]) {
    await queueDelivery(db, {
      app,
      handlerId: id,
      event,
      url: handler,
      data,
      userId: own || userId,
      depth: 1,
      now,
    });
  }
}

/** `ONAPPINSTALL`, whose tokens are the first that an app gets. */
export const announceInstall = (db: Db, app: App, by: Announcement): Promise<void> =>
  announce(
    db,
    app,
    'ONAPPINSTALL',
    { VERSION: app.version, ACTIVE: app.active, INSTALLED: app.installed, LANGUAGE_ID: 'en' },
    by,
  );

/** `ONAPPUNINSTALL`; written before the app is deleted, sent without tokens. */
export const announceUninstall = (db: Db, app: App, by: Announcement): Promise<void> =>
  announce(db, app, 'ONAPPUNINSTALL', { LANGUAGE_ID: 'en', CLEAN: 0 }, by);
