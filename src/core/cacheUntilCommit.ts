import type { Db } from './store.ts';

const MAX_KEPT = 1_000;
/** Longer ones, such as a filter of thousands of ids, are not worth their memory. */
const MAX_KEY = 1_000;

interface Memo {
  readonly version: number;
  readonly values: Map<string, Promise<unknown>>;
}

const memos = new WeakMap<Db, Memo>();

/**
 * What was read before, for as long as nobody has committed anything since: `read` runs again after
 * every write, whatever it wrote, and once for all who ask at the same time. The version is asked before
 * the rows, so a commit between the two leaves a value that nobody asks for. Inside a write everything is
 * read, and so is what was not found. Values are shared by calls: nobody changes one.
 */
export async function cacheUntilCommit<T>(db: Db, key: string, read: () => Promise<T>): Promise<T> {
  const version = key.length > MAX_KEY ? undefined : await db.version();
  if (version === undefined) return read();
  const values = valuesOf(db, version);
  const known = values.get(key) as Promise<T> | undefined;
  if (known) return known;
  const reading = read();
  values.set(key, reading);
  const forget = (): void => void values.delete(key);
  reading.then((found) => found === undefined && forget(), forget);
  return reading;
}

function valuesOf(db: Db, version: number): Memo['values'] {
  const memo = memos.get(db);
  if (memo?.version === version && memo.values.size < MAX_KEPT) return memo.values;
  const values: Memo['values'] = new Map();
  memos.set(db, { version, values });
  return values;
}
