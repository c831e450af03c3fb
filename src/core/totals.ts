import type { Db } from './store.ts';

const MAX_TOTALS = 1_000;

interface Memo {
  readonly version: number;
  readonly totals: Map<string, number>;
}

const memos = new WeakMap<Db, Memo>();

/**
 * A number that was counted, for as long as nobody has committed anything since: `count` runs again
 * after every write, whatever it wrote. The version is read before the count, so a commit between the
 * two leaves a number that nobody asks for. Inside a write every number is counted.
 */
export async function rememberedTotal(
  db: Db,
  key: string,
  count: () => Promise<number>,
): Promise<number> {
  const version = await db.version();
  if (version === undefined) return count();
  let memo = memos.get(db);
  if (memo?.version !== version || memo.totals.size >= MAX_TOTALS) {
    memo = { version, totals: new Map() };
    memos.set(db, memo);
  }
  const known = memo.totals.get(key);
  if (known !== undefined) return known;
  const total = await count();
  memo.totals.set(key, total);
  return total;
}
