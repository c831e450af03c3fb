import { emptyArgument, textOf, write } from '../../src/core/index.ts';
import { queueErrors, requireQueue, textsOf } from '../_shared/offlineEvents.ts';

/** Bare `true`; the events stay in the queue, and are taken only when failed ones are asked for. */
export default write({
  about: 'Marks events that could not be worked on.',
  scope: '',
  anyCase: true,
  params: {
    process_id: { type: 'any', optional: true, description: 'The process' },
    message_id: { type: 'any', optional: true, description: 'Message ids of events' },
  },
  result: 'true',
  errors: [...queueErrors, ['ERROR_ARGUMENT', "Argument '…' is null or empty"]],
  async run(context, { process_id, message_id }) {
    const queue = requireQueue(context);
    const processId = textOf(process_id);
    if (processId === '') throw emptyArgument('process_id');
    const messages = textsOf(message_id);
    if (messages.length === 0) throw emptyArgument('message_id');
    await context.db.query
      .updateTable('offlineEvent')
      .set({ error: 1, processId: '' })
      .where((eb) => eb.and({ ...queue, processId }))
      .where('messageId', 'in', messages)
      .execute();
    return true;
  },
});
