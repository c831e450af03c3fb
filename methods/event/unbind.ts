import { write } from '../../src/core/index.ts';
import { requireApp } from '../_shared/apps.ts';
import { bindingErrors, bindingParams, readBinding } from '../_shared/bindings.ts';

/** `{ count }`: how many bindings ended. Users who do not administer end their own. */
export default write({
  about: 'Ends bindings of an event.',
  scope: '',
  anyCase: true,
  params: bindingParams,
  result: 'object',
  errors: bindingErrors,
  async run(context, params) {
    const { db, caller, connector } = context;
    const { appId } = requireApp(caller);
    const { event, handler, userId, offline } = readBinding(context, params);
    const owner = caller.admin ? userId : caller.userId;
    const { numDeletedRows } = await db.query
      .deleteFrom('eventHandler')
      .where((eb) =>
        eb.and({
          appId,
          event,
          handler,
          offline,
          ...(offline ? { connectorId: connector } : {}),
          ...(offline || owner === undefined ? {} : { userId: owner }),
        }),
      )
      .executeTakeFirst();
    return { count: Number(numDeletedRows) };
  },
});
