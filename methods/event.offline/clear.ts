import { emptyArgument, textOf, write } from '../../src/core/index.ts';
import { queueErrors, requireQueue, textsOf } from '../_shared/offlineEvents.ts';

/**
 * Bare `true`. Of what was taken under the process: the named events, or all. Where both kinds of name
 * are given, the documentation goes by `id` and a portal by `message_id`.
 */
export default write({
  about: 'Removes events that were taken from the offline queue.',
  scope: '',
  anyCase: true,
  params: {
    process_id: { type: 'any', optional: true, description: 'The process' },
    id: { type: 'any', optional: true, description: 'Ids of events' },
    message_id: { type: 'any', optional: true, description: 'Message ids of events' },
  },
  result: 'true',
  errors: [...queueErrors, ['ERROR_ARGUMENT', "Argument '…' is null or empty"]],
  async run(context, { process_id, id, message_id }) {
    const queue = requireQueue(context);
    const processId = textOf(process_id);
    if (processId === '') throw emptyArgument('process_id');
    const ids = textsOf(id).map(Number);
    const messages = textsOf(message_id);
    const byId = ids.length > 0 && (messages.length === 0 || context.profile === 'documented');
    await context.db.query
      .deleteFrom('offlineEvent')
      .where((eb) => eb.and({ ...queue, processId }))
      .$if(byId, (query) => query.where('id', 'in', ids))
      .$if(!byId && messages.length > 0, (query) => query.where('messageId', 'in', messages))
      .execute();
    return true;
  },
});
