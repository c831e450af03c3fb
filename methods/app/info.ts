import { read, systemError } from '../../src/core/index.ts';
import { contextError, contextRequired } from '../_shared/apps.ts';
import { LICENSE } from '../_shared/introspection.ts';

/** What the app is to the portal; a webhook learns its scopes (spec/core.md section 7). */
export default read({
  about: 'Describes the app or webhook that calls.',
  scope: '',
  params: {},
  result: 'object',
  errors: [contextError, ['APPLICATION_NOT_FOUND', 'Application not found']],
  async run({ db, caller: { identity, scopes } }) {
    if (identity.kind === 'webhook') return { SCOPE: [...scopes].sort(), LICENSE };
    if (identity.kind !== 'token') throw contextRequired();
    const app = await db.query
      .selectFrom('app')
      .select(['id', 'clientId', 'version', 'installed'])
      .where('id', '=', identity.appId)
      .executeTakeFirst();
    if (!app) throw systemError('applicationNotFound');
    return {
      ID: app.id,
      CODE: app.clientId,
      VERSION: app.version,
      STATUS: 'L',
      INSTALLED: app.installed === 'Y',
      PAYMENT_EXPIRED: 'N',
      DAYS: null,
      LANGUAGE_ID: 'en',
      LICENSE,
    };
  },
});
