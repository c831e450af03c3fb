import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Db } from '../core/store.ts';

/** Milliseconds for which statements follow one another before readers have their turn. */
const TURN = 10;

/**
 * A connection whose statements give way: whoever runs thousands of them in one write need not think of
 * those who wait. `begin` is called where a transaction begins; `monotonic` is that of a clock.
 */
export function createGivingWay(
  db: Db,
  monotonic: () => number,
): { readonly db: Db; begin(): void } {
  let began = 0;
  const begin = (): void => {
    began = monotonic();
  };
  const then = async <T>(result: T): Promise<T> => {
    if (monotonic() - began < TURN) return result;
    await nextTurn();
    begin();
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
