import { CompiledQuery } from 'kysely';
import type { Db, Tables } from '../../src/core/store.ts';

const ROWS_AT_ONCE = 50;

/** Inserts many rows of few shapes: a statement is compiled once for each number of rows. */
export function createBulk({ query }: Db) {
  const statements = new Map<string, string>();

  const statementFor = (table: keyof Tables, columns: readonly string[], count: number): string => {
    const key = `${table} ${count}`;
    const known = statements.get(key);
    if (known !== undefined) return known;
    const row = Object.fromEntries(columns.map((name) => [name, 0]));
    const rows = Array.from({ length: count }, () => row);
    const { sql } = query
      .insertInto(table)
      .values(rows as never)
      .compile();
    statements.set(key, sql);
    return sql;
  };

  /** Rows of a table have the same keys each. */
  return async (table: keyof Tables, rows: readonly object[]): Promise<void> => {
    const columns = Object.keys(rows[0] ?? {});
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      const part = rows.slice(at, at + ROWS_AT_ONCE) as Record<string, unknown>[];
      const values = part.flatMap((row) => columns.map((name) => row[name]));
      const sql = statementFor(table, columns, part.length);
      await query.executeQuery(CompiledQuery.raw(sql, values));
    }
  };
}
