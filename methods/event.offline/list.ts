import { PAGE_SIZE, Page, pageOffset, read } from '../../src/core/index.ts';
import {
  filterOf,
  orderOf,
  queryErrors,
  queueErrors,
  requireQueue,
  shown,
} from '../_shared/offlineEvents.ts';

/** The queue as it is, 50 a page; nothing leaves it. */
export default read({
  about: 'Lists the offline queue.',
  scope: '',
  anyCase: true,
  params: {
    filter: { type: 'array', optional: true, lenient: true, description: 'Conditions' },
    order: { type: 'array', optional: true, lenient: true, description: 'Sorting' },
    start: { type: 'number', optional: true, lenient: true, description: 'Offset' },
  },
  result: 'list',
  errors: [...queueErrors, ...queryErrors],
  async run(context, { filter, order, start = 0 }) {
    const queue = requireQueue(context);
    const matching = context.db.query
      .selectFrom('offlineEvent')
      .where((eb) => eb.and(queue))
      .where(filterOf(filter, true));
    const { count } = await matching
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    const offset = pageOffset(start);
    const rows = await orderOf(order, true)
      .reduce((q, [column, direction]) => q.orderBy(column, direction), matching.selectAll())
      .limit(PAGE_SIZE)
      .offset(offset)
      .execute();
    const end = offset + rows.length;
    const total = Number(count);
    return new Page(
      rows.map((row) => ({ ...shown(row), PROCESS_ID: row.processId, ERROR: row.error })),
      total,
      end < total ? end : undefined,
    );
  },
});
