import { availableParallelism } from 'node:os';
import type Database from 'better-sqlite3';
import { createClock } from '../core/clock.ts';
import type { Db } from '../core/store.ts';
import { createDb, type RunStatement, readingDialect } from './db.ts';
import { createReaders } from './readers.ts';
import { createRoutes } from './routes.ts';
import { MAX_KEPT, rememberStatements, type Statement, type Take } from './statements.ts';
import { makeStoppable, StoppedError } from './stoppable.ts';

export interface ReadingOptions {
  /** How many there are; none where it is 0, and everything is read on the event loop. */
  readonly threads?: number | undefined;
  /** Milliseconds that a statement may take on the event loop, and all those of one turn. */
  readonly budget?: number;
  /** Milliseconds in which a thread's answer is there, its waiting counted. */
  readonly limit?: number;
  /** Statements that wait for a thread at most. */
  readonly waiting?: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

export interface ReadsOptions extends ReadingOptions {
  readonly file: string;
  /** The connection of the event loop, which reads alone. */
  readonly database: Database.Database;
  /** Called before each statement on it. */
  readonly enter: () => void;
}

/** All cores but that of the event loop. */
const otherCores = (): number => Math.max(1, Math.min(4, availableParallelism() - 1));

/** Runs statements on the event loop; what takes longer than the budget throws a StoppedError. */
function createTurn(database: Database.Database, budget: number, now: () => number) {
  let deadline = Number.POSITIVE_INFINITY;
  let spent = 0;
  const end = (): void => {
    spent = 0;
  };
  makeStoppable(database, () => now() > deadline);

  return {
    /** Whether the statements of this turn of the event loop have taken what they may. */
    isSpent: (): boolean => spent >= budget,
    run(statement: Statement, values: readonly unknown[], take: Take): unknown {
      const begun = now();
      deadline = begun + budget;
      try {
        return statement[take](values);
      } finally {
        deadline = Number.POSITIVE_INFINITY;
        if (spent === 0) setImmediate(end);
        spent += now() - begun;
      }
    },
  };
}

/**
 * Reads on the event loop what is short, and beside it what is not. Nobody can tell by its plan how long
 * a statement takes: a page of a search ends after 50 rows or after all of them, by what is bound. So each
 * begins on the event loop and is stopped there when its budget is spent; then it runs on a thread, and
 * from then on begins there.
 */
export function createReads(options: ReadsOptions) {
  const { file, database, enter } = options;
  const { threads = otherCores(), budget = 5, limit = 30_000, waiting = 256 } = options;
  const { now = createClock().monotonic } = options;
  const prepareOnce = rememberStatements(database);
  const face = (run: RunStatement): Db =>
    createDb({
      dialect: readingDialect(run),
      run,
      version() {
        enter();
        return (prepareOnce('pragma data_version').get() as { data_version: number }).data_version;
      },
    });

  if (threads === 0) {
    const db = face((sql, values, take) => {
      enter();
      return prepareOnce(sql)[take](values);
    });
    return { db, close: async () => {} };
  }

  const turn = createTurn(database, budget, now);
  const routes = createRoutes({ budget, now });
  const readers = createReaders({ file, threads, limit, waiting });

  async function readElsewhere(statement: Statement, values: readonly unknown[], take: Take) {
    const run = { sql: statement.source, values, take };
    const { value, ms } = await readers.read(run, routes.costOf(statement));
    routes.ranElsewhere(statement, ms);
    return value;
  }

  const read: RunStatement = (sql, values, take) => {
    // A long one is prepared at each run, which takes longer than it may.
    if (sql.length > MAX_KEPT) {
      return readers.read({ sql, values, take }, 0).then(({ value }) => value);
    }
    if (turn.isSpent()) return new Promise(setImmediate).then(() => read(sql, values, take));
    const statement = prepareOnce(sql);
    if (routes.leadsElsewhere(statement)) return readElsewhere(statement, values, take);
    enter();
    try {
      const rows = turn.run(statement, values, take);
      routes.ranHere(statement);
      return rows;
    } catch (error) {
      if (!(error instanceof StoppedError)) throw error;
      routes.stoppedHere(statement);
      return readElsewhere(statement, values, take);
    }
  };
  return { db: face(read), close: readers.close };
}
