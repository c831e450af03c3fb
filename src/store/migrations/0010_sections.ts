import type { Kysely } from 'kysely';

/** Finds the few products that stand in several sections, when one of these is deleted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('product_sections')
    .on('product')
    .column('iblockId')
    .where('iblockSection' as never, 'is not', null)
    .execute();
}
