import { read } from '../../src/core/index.ts';
import { appError, requireApp } from '../_shared/apps.ts';

/** The bindings of the app; users who do not administer see their own. */
export default read({
  about: 'Lists the bindings of the app.',
  scope: '',
  params: {},
  result: 'list',
  errors: [appError],
  async run({ db, caller }) {
    const { appId } = requireApp(caller);
    const rows = await db.query
      .selectFrom('eventHandler')
      .select(['event', 'handler', 'userId', 'offline', 'connectorId'])
      .where('appId', '=', appId)
      .$if(!caller.admin, (query) => query.where('userId', '=', caller.userId))
      .orderBy('id')
      .execute();
    return rows.map(({ event, handler, userId, offline, connectorId }) =>
      offline === 1
        ? { event, connector_id: connectorId, offline }
        : { event, handler, auth_type: String(userId), offline },
    );
  },
});
