import type { Db, Prepared } from '../store.ts';

const MAX_KEPT = 500;
/** Longer ones, such as a filter of thousands of ids, are not worth their memory. */
const MAX_KEY = 4_000;

// biome-ignore lint/suspicious/noExplicitAny: queries of every shape stand in one map
type Shapes = Map<string, Prepared<any, any>>;

const shapes = new WeakMap<Db, Shapes>();

/**
 * The query of a shape, built and compiled at the first call that has the shape; at each call where it
 * has none. Clients make new ones without end, so the oldest leave. What `build` closes over is kept
 * with it.
 */
export function cachedQuery<P, R>(
  db: Db,
  shape: readonly unknown[] | undefined,
  build: Prepared<P, R>['build'],
): Prepared<P, R> {
  const key = JSON.stringify(shape);
  if (key === undefined || key.length > MAX_KEY) return { build };
  const kept: Shapes = shapes.get(db) ?? new Map();
  shapes.set(db, kept);
  const known = kept.get(key);
  if (known) return known;
  const made: Prepared<P, R> = { build };
  kept.set(key, made);
  if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value as string);
  return made;
}
