import type { Db } from './store.ts';

const MAX_KEPT = 1_000;
/** Longer ones, such as a filter of thousands of ids, are not worth their memory. */
const MAX_KEY = 1_000;

interface Memo {
  readonly version: number;
  readonly values: Map<string, unknown>;
}

const memos = new WeakMap<Db, Memo>();

/**
 * What was read before, for as long as nobody has committed anything since: `read` runs again after
 * every write, whatever it wrote. The version is asked before the rows, so a commit between the two
 * leaves a value that nobody asks for. Inside a write everything is read. Values are shared by calls:
 * nobody changes one.
 */
export async function cacheUntilCommit<T>(db: Db, key: string, read: () => Promise<T>): Promise<T> {
  const version = key.length > MAX_KEY ? undefined : await db.version();
  if (version === undefined) return read();
  const value = memoOf(db, version).get(key) as T | undefined;
  if (value !== undefined) return value;
  const found = await read();
  memoOf(db, version).set(key, found);
  return found;
}

function memoOf(db: Db, version: number): Map<string, unknown> {
  const memo = memos.get(db);
  if (memo?.version === version && memo.values.size < MAX_KEPT) return memo.values;
  const values = new Map<string, unknown>();
  memos.set(db, { version, values });
  return values;
}
