import type { Kysely } from 'kysely';

/**
 * What hangs on a price type, and the languages and customer groups that it is told apart by. Those
 * rows come with the tables, for no method adds them and older portals need them too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const create = (name: string) =>
    schema.createTable(name).addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement());
  const ofPriceType = (name: string) =>
    create(name).addColumn('catalogGroupId', 'integer', (c) =>
      c.notNull().references('priceType.id').onDelete('cascade'),
    );

  await schema
    .createTable('language')
    .addColumn('lid', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('active', 'text', (c) => c.notNull())
    .execute();
  await create('userGroup')
    .addColumn('name', 'text', (c) => c.notNull())
    .execute();

  await ofPriceType('priceTypeGroup')
    .addColumn('groupId', 'integer', (c) =>
      c.notNull().references('userGroup.id').onDelete('cascade'),
    )
    .addColumn('access', 'text', (c) => c.notNull())
    .addUniqueConstraint('priceTypeGroup_once', ['catalogGroupId', 'groupId', 'access'])
    .execute();
  await ofPriceType('priceTypeLang')
    .addColumn('lang', 'text', (c) => c.notNull().references('language.lid').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addUniqueConstraint('priceTypeLang_once', ['catalogGroupId', 'lang'])
    .execute();
  await schema.createIndex('price_catalogGroupId').on('price').column('catalogGroupId').execute();

  const rows = db as Kysely<{
    language: { lid: string; name: string; active: string };
    userGroup: { id: number; name: string };
  }>;
  await rows
    .insertInto('language')
    .values([
      { lid: 'de', name: 'German', active: 'Y' },
      { lid: 'en', name: 'English', active: 'Y' },
      { lid: 'ru', name: 'Russian', active: 'Y' },
    ])
    .execute();
  await rows
    .insertInto('userGroup')
    .values([
      { id: 1, name: 'Administrators' },
      { id: 2, name: 'All users' },
    ])
    .execute();
}
