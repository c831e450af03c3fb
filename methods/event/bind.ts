import { refusal, write } from '../../src/core/index.ts';
import { requireApp } from '../_shared/apps.ts';
import {
  bindingErrors,
  bindingParams,
  handlerErrors,
  ownerError,
  readBinding,
  requireHandler,
  requireOwner,
} from '../_shared/bindings.ts';

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
  result: 'true',
  errors: [
    ...bindingErrors,
    ...handlerErrors,
    ownerError,
    ownerError,
    ['ERROR_CORE', 'Unable to set event handler: Handler already binded'],
  ],
  async run(context, params) {
    const { db, caller, connector } = context;
    const { appId } = requireApp(caller);
    const { event, handler, userId, offline } = readBinding(context, params);
    if (offline === 0) requireHandler(context, handler);
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
    if (!numInsertedOrUpdatedRows) {
      const message = 'Unable to set event handler: Handler already binded';
      throw refusal('ERROR_CORE', message);
    }
    return true;
  },
});
