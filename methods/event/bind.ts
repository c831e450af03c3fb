import { type Db, type Refusal, refusal, write } from '../../src/core/index.ts';
import { requireApp } from '../_shared/apps.ts';
import {
  bindingErrors,
  bindingParams,
  handlerErrors,
  ownerError,
  readBinding,
  readerError,
  readers,
  requireHandler,
  requireOwner,
  requireReader,
} from '../_shared/bindings.ts';

/** Handlers of one event that an app may have: each costs every change that it is told of. */
const MAX_HANDLERS = 50;

const unbindable = (reason: string): Refusal => [
  'ERROR_CORE',
  `Unable to set event handler: ${reason}`,
];
const BOUND = unbindable('Handler already binded');
const FULL = unbindable(`The event has ${MAX_HANDLERS} handlers of the application`);

async function isFull({ query }: Db, appId: number, event: string): Promise<boolean> {
  const { count } = await query
    .selectFrom('eventHandler')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where((eb) => eb.and({ appId, event }))
    .executeTakeFirstOrThrow();
  return Number(count) >= MAX_HANDLERS;
}

/** Bare `true`; an app is told of the event from then on (spec/core.md section 7). */
export default write({
  about: 'Binds an address, or the offline queue, to an event.',
  scope: '',
  anyCase: true,
  params: {
    ...bindingParams,
    options: {
      type: 'array',
      optional: true,
      lenient: true,
      description: '`minTimeout`: seconds between two calls of ONOFFLINEEVENT',
    },
  },
  asks: readers,
  result: 'true',
  errors: [...bindingErrors, ...handlerErrors, ownerError, readerError, BOUND, FULL],
  async run(context, params) {
    const { db, caller, connector } = context;
    const { appId } = requireApp(caller);
    const { event, handler, userId, offline } = readBinding(context, params);
    requireReader(caller, event);
    if (offline === 0) requireHandler(context, handler);
    const full = await isFull(db, appId, event);
    const { numInsertedOrUpdatedRows } = await db.query
      .insertInto('eventHandler')
      .values({
        appId,
        event,
        handler,
        offline,
        userId: offline ? 0 : requireOwner(context, userId),
        connectorId: offline ? connector : '',
        options: JSON.stringify({
          minTimeout: Number((params.options as { minTimeout?: unknown })?.minTimeout) || 1,
        }),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (!numInsertedOrUpdatedRows) throw refusal(...BOUND);
    if (full) throw refusal(...FULL);
    return true;
  },
});
