import { type Kysely, sql } from 'kysely';

/**
 * A product in several sections has one of them as its main one, and a list of one says no more than the
 * main one. The index product_sections finds the rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const sections = sql`json_each(product."iblockSection")`;
  await sql`update product
    set "iblockSectionId" = coalesce(
      (select value from ${sections} where value = product."iblockSectionId"),
      (select min(value) from ${sections}),
      "iblockSectionId")
    where "iblockSection" is not null`.execute(db);
  await sql`update product set "iblockSection" = null
    where "iblockSection" is not null and json_array_length("iblockSection") < 2`.execute(db);
}
