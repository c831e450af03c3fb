import { createGiveWay } from '../core/giveWay.ts';
import type { Db } from '../core/store.ts';

/**
 * A connection whose statements give way: whoever runs thousands of them in one write need not think of
 * those who wait. `begin` is called where a transaction begins; `monotonic` is that of a clock.
 */
export function createGivingWay(
  db: Db,
  monotonic: () => number,
): { readonly db: Db; begin(): void } {
  let giveWay = createGiveWay(monotonic);
  const begin = (): void => {
    giveWay = createGiveWay(monotonic);
  };
  const then = async <T>(result: T): Promise<T> => {
    await giveWay();
    return result;
  };
  const query = db.query.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => then(result),
  });
  return {
    begin,
    db: {
      ...db,
      query,
      all: async (prepared, params) => then(await db.all(prepared, params)),
      first: async (prepared, params) => then(await db.first(prepared, params)),
    },
  };
}
