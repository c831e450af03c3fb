import { sql } from 'kysely';
import type { Db, Tables } from '../../src/core/store.ts';

/**
 * Fills tables without their indexes and makes those afterwards, in the same transaction: millions of
 * rows that each go to a place of their own in every index write the file many times over. SQLite
 * forgets the statistics of an index with it, so they are kept here too.
 */
export async function withoutIndexes(
  { query }: Db,
  tables: readonly (keyof Tables)[],
  fill: () => Promise<void>,
): Promise<void> {
  const { rows } = await sql<{ name: string; made: string }>`
    select name, sql as made from sqlite_master
    where type = 'index' and sql is not null and tbl_name in (${sql.join(tables)})`.execute(query);
  const kept = await sql<{ tbl: string; idx: string; stat: string }>`
    select tbl, idx, stat from sqlite_stat1`.execute(query);
  for (const { name } of rows) await query.schema.dropIndex(name).execute();
  await fill();
  for (const { made } of rows) await sql.raw(made).execute(query);
  await sql`delete from sqlite_stat1`.execute(query);
  for (const { tbl, idx, stat } of kept.rows) {
    await sql`insert into sqlite_stat1 (tbl, idx, stat) values (${tbl}, ${idx}, ${stat})`.execute(
      query,
    );
  }
}
