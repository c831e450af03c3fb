import { type Compilable, type Expression, type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

export type { Tables };

/** Stands for a value that is given at each run of a prepared query. */
export type Param<P> = <K extends keyof P & string>(name: K) => NonNullable<P[K]>;

/**
 * A query of a hot path: built and compiled once for each store, then run with bound values. A
 * query that is built each time costs many times the statement itself (docs/performance.md).
 */
export interface Prepared<P, R> {
  readonly build: (query: Kysely<Tables>, param: Param<P>) => Compilable<R>;
}

/**
 * Declares a hot query: `prepare<{ id: number }>()((db, p) => db.selectFrom(...).where('id', '=',
 * p('id')))`.
 */
export const prepare =
  <P>() =>
  <R>(build: Prepared<P, R>['build']): Prepared<P, R> => ({ build });

/** The numbers of a JSON array, for the `in` of a prepared query: its text is the same for any count. */
export const eachOf = (json: string): Expression<number> =>
  sql<number>`(select value from json_each(${json}))`;

/** One connection's face: the query builder, and the prepared queries. */
export interface Db {
  readonly query: Kysely<Tables>;
  /** All rows of a prepared query. */
  all<P, R>(prepared: Prepared<P, R>, params: P): Promise<R[]>;
  /** Its first row, or undefined. */
  first<P, R>(prepared: Prepared<P, R>, params: P): Promise<R | undefined>;
  /** A number that changes with every commit, whoever made it; undefined inside a write. */
  version(): Promise<number | undefined>;
}

/** The port of the database. Every driver passes test/store. */
export interface Store {
  /** Reads what is committed. Never waits for a writer. */
  readonly reader: Db;
  /**
   * Runs `work` in a transaction of its own and resolves with its value once it is durable. When it
   * throws, nothing of it remains. `work` awaits nothing but its `Db`, and turns of the event loop
   * in which readers are answered: writers queue behind it.
   */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Resolves when the database answers (readiness probe). */
  ready(): Promise<void>;
  /** Waits for accepted writes, then closes. */
  close(): Promise<void>;
}
