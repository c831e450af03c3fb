import type { RawBuilder } from 'kysely';
import { type Param, type Prepared, prepare } from '../core/store.ts';

/** Declares a hot statement in SQL, where that says it more plainly than the query builder. */
export const statement =
  <P>() =>
  <R>(write: (p: Param<P>) => RawBuilder<R>): Prepared<P, R> =>
    prepare<P>()((db, p) => ({ compile: () => write(p).compile(db) }));
