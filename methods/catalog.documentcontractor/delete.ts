import { refusal, write } from '../../src/core/index.ts';
import { contractors } from './entity.ts';

/** Bare `true`, or `Binding was not found`. */
export default write({
  ...contractors.delete,
  async run(context, { id }) {
    const bound = await context.db.query
      .selectFrom('documentContractor')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst();
    if (!bound) throw refusal('0', 'Binding was not found');
    return contractors.delete.run(context, { id });
  },
});
