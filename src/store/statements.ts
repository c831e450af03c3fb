import type Database from 'better-sqlite3';

export type Statement = Database.Statement<unknown[], unknown>;

/** How the rows of a statement are read: all of them, or the first. */
export type Take = 'all' | 'get';

const MAX_STATEMENTS = 500;
/** Characters; a longer one names thousands of values, and takes a megabyte. */
export const MAX_KEPT = 10_000;

/** Statements are prepared once; lists make new ones without end, so the oldest leave. */
export function rememberStatements(database: Database.Database) {
  const statements = new Map<string, Statement>();
  return (sql: string): Statement => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = database.prepare(sql);
      if (sql.length > MAX_KEPT) return statement;
      statements.set(sql, statement);
      if (statements.size > MAX_STATEMENTS) {
        statements.delete(statements.keys().next().value as string);
      }
    }
    return statement;
  };
}
