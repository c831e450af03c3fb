import {
  type Dialect,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Db, Tables } from '../core/store.ts';
import { createCompiler } from './prepared.ts';
import type { Take } from './statements.ts';

/** Runs a statement and gives its rows, or the first, now or later. */
export type RunStatement = (sql: string, values: readonly unknown[], take: Take) => unknown;

/**
 * SQLite plans a statement anew at each run where the plan may depend on a bound value, which costs more
 * than the rows of most pages. It does not look behind a plus.
 */
class SteadyCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?';
  }
}

/** Queries of a connection that runs each statement at once. */
export class SteadyDialect extends SqliteDialect {
  override createQueryCompiler(): SqliteQueryCompiler {
    return new SteadyCompiler();
  }
}

/** One read does not wait for another. */
class ReadingAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** Queries that read, by whatever runs their statements. */
export function readingDialect(run: RunStatement): Dialect {
  const driver = new DummyDriver();
  driver.acquireConnection = async () => ({
    async executeQuery({ sql, parameters }) {
      return { rows: (await run(sql, parameters, 'all')) as never[] };
    },
    streamQuery() {
      throw new Error('reads are not streamed');
    },
  });
  return {
    createAdapter: () => new ReadingAdapter(),
    createDriver: () => driver,
    createIntrospector: (query) => new SqliteIntrospector(query),
    createQueryCompiler: () => new SteadyCompiler(),
  };
}

export interface DbOptions {
  readonly dialect: Dialect;
  readonly run: RunStatement;
  /** As the port has it. */
  readonly version: () => number | undefined;
}

/** A face of a connection. */
export function createDb({ dialect, run, version }: DbOptions): Db {
  const query = new Kysely<Tables>({ dialect });
  const compile = createCompiler(query);
  return {
    query,
    async all(prepared, params) {
      const { sql, bind } = compile(prepared);
      return run(sql, bind(params), 'all') as never;
    },
    async first(prepared, params) {
      const { sql, bind } = compile(prepared);
      return run(sql, bind(params), 'get') as never;
    },
    version: async () => version(),
  };
}
