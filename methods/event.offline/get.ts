import { randomUUID } from 'node:crypto';
import { textOf, write } from '../../src/core/index.ts';
import {
  filterOf,
  orderOf,
  queryErrors,
  queueErrors,
  requireQueue,
  shown,
} from '../_shared/offlineEvents.ts';

const MAX_LIMIT = 1000;

/**
 * Takes events from the queue: for good, or with `clear: 0` under a `process_id` by which they are
 * cleared or reported later (spec/core.md section 8).
 */
export default write({
  about: 'Takes events from the offline queue.',
  scope: '',
  anyCase: true,
  params: {
    filter: { type: 'array', optional: true, lenient: true, description: 'Conditions' },
    order: { type: 'array', optional: true, lenient: true, description: 'Sorting' },
    limit: { type: 'integer', optional: true, lenient: true, description: 'Events, 50 by default' },
    clear: { type: 'boolean', optional: true, lenient: true, description: 'Whether they leave' },
    process_id: { type: 'any', optional: true, description: 'Events that were taken under it' },
    error: { type: 'boolean', optional: true, lenient: true, description: 'Failed ones too' },
  },
  result: 'object',
  errors: [...queueErrors, ...queryErrors],
  async run(context, { filter, order, limit = 50, clear = true, process_id, error = false }) {
    const { query } = context.db;
    const queue = requireQueue(context);
    const known = textOf(process_id);
    const matching = query
      .selectFrom('offlineEvent')
      .selectAll()
      .where((eb) => eb.and({ ...queue, processId: known }))
      .$if(!error, (q) => q.where('error', '=', 0))
      .where(filterOf(filter, false));
    const rows = await orderOf(order, false)
      .reduce((q, [column, direction]) => q.orderBy(column, direction), matching)
      .limit(Math.min(Math.max(limit, 1), MAX_LIMIT))
      .execute();
    const ids = rows.map(({ id }) => id);
    const events = rows.map(shown);
    if (known !== '') return { process_id: known, events };
    if (clear) {
      if (ids.length > 0) await query.deleteFrom('offlineEvent').where('id', 'in', ids).execute();
      return { process_id: null, events };
    }
    const processId = randomUUID().replaceAll('-', '');
    if (ids.length > 0) {
      await query.updateTable('offlineEvent').set({ processId }).where('id', 'in', ids).execute();
    }
    return { process_id: processId, events };
  },
});
