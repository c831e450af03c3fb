import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
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

/** SQLite changes a schema within transactions, which Kysely's migrations use where they know of it. */
class WritingAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** A transaction that reads before it writes would fail where another process wrote in between. */
class WritingDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Queries of a connection that runs each statement at once. */
export class SteadyDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createAdapter(): SqliteAdapter {
    return new WritingAdapter();
  }

  override createDriver(): SqliteDriver {
    return new WritingDriver(this.#config);
  }

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
