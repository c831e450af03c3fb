import type { Portal } from './_given.ts';

/**
 * Listens to the ADD, UPDATE and DELETE of an entity; gives what happened since it was asked last, as
 * `ADD 1`.
 */
export async function listenTo(
  { addApp, tokensOf, withToken }: Portal,
  entity: string,
): Promise<() => Promise<string[]>> {
  const { app } = await addApp();
  const call = withToken((await tokensOf(app.id)).accessToken);
  const prefix = `CATALOG.${entity}.ON.`;
  for (const change of ['ADD', 'UPDATE', 'DELETE']) {
    await call('event.bind', { event: `${prefix}${change}`, event_type: 'offline' });
  }
  return async () => {
    const { result } = await call('event.offline.get', { order: { ID: 'ASC' } });
    return result.events.map(
      (event: { EVENT_NAME: string; EVENT_DATA: { FIELDS: { ID: number } } }) =>
        `${event.EVENT_NAME.slice(prefix.length)} ${event.EVENT_DATA.FIELDS.ID}`,
    );
  };
}
