import { anyStore } from '../../catalog/rights.ts';
import { type Context, type Row, read } from '../../src/core/index.ts';
import { requireStore, stores } from './entity.ts';
import { withImages } from './image.ts';

/** The store as it is answered, or `store does not exist.`. */
export async function answerStore(context: Context, id: number): Promise<{ store: Row }> {
  const { store } = (await stores.get.run(context, { id })) as { store: Row };
  const [row] = await withImages(context.db, [store]);
  return { store: row as Row };
}

/** `{ store }`, or 200040300010 where the caller may not use this very store. */
export default read({
  ...stores.get,
  asks: anyStore,
  async run(context, { id }) {
    const answer = await answerStore(context, id);
    requireStore(context, answer.store, '200040300010');
    return answer;
  },
});
