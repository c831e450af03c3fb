import { CompiledQuery, SqliteQueryCompiler } from 'kysely';
import type { Db } from '../src/core/store.ts';

/** The face of a connection, which keeps its statements with their values. */
export function watched(reader: Db) {
  const statements: CompiledQuery[] = [];
  const query = reader.query.withPlugin({
    transformQuery: ({ node, queryId }) => {
      statements.push(new SqliteQueryCompiler().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const all: Db['all'] = async (prepared, params) => {
    const given = params as Record<string, never>;
    const { rows } = await query.executeQuery(
      prepared.build(query, (name) => given[name] as never),
    );
    return rows;
  };
  const first: Db['first'] = async (prepared, params) => (await all(prepared, params))[0];
  return { statements, db: { ...reader, query, all, first } };
}

/** How SQLite would run the statements. */
export async function planned(
  { query }: Db,
  statements: readonly CompiledQuery[],
): Promise<string[]> {
  const steps: string[] = [];
  for (const { sql, parameters } of statements) {
    const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
    const { rows } = await query.executeQuery<{ detail: string }>(explain);
    steps.push(...rows.map(({ detail }) => detail));
  }
  return steps;
}
