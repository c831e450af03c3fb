import type { Kysely } from 'kysely';

/** Sections in full, ratios, markups and rounding rules. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const create = (name: string) =>
    db.schema.createTable(name).addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement());

  await db.schema.alterTable('section').addColumn('description', 'text').execute();
  await db.schema.alterTable('section').addColumn('descriptionType', 'text').execute();
  await db.schema
    .createIndex('section_tree')
    .on('section')
    .columns(['iblockId', 'iblockSectionId'])
    .execute();
  await db.schema.createIndex('product_section').on('product').column('iblockSectionId').execute();

  await create('ratio')
    .addColumn('productId', 'integer', (c) =>
      c.notNull().references('product.id').onDelete('cascade'),
    )
    .addColumn('ratio', 'real', (c) => c.notNull())
    .addColumn('isDefault', 'text')
    .execute();
  await db.schema.createIndex('ratio_product').on('ratio').column('productId').execute();

  await create('extra')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('percentage', 'real', (c) => c.notNull())
    .execute();

  await create('roundingRule')
    .addColumn('catalogGroupId', 'integer', (c) => c.notNull())
    .addColumn('price', 'real', (c) => c.notNull())
    .addColumn('roundType', 'integer', (c) => c.notNull())
    .addColumn('roundPrecision', 'real', (c) => c.notNull())
    .addColumn('createdBy', 'integer')
    .addColumn('modifiedBy', 'integer')
    .addColumn('dateCreate', 'integer')
    .addColumn('dateModify', 'integer')
    .execute();
  await db.schema
    .createIndex('roundingRule_type')
    .on('roundingRule')
    .column('catalogGroupId')
    .execute();
}
