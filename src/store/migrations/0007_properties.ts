import { type Kysely, sql } from 'kysely';

/** Properties of products with all their fields, what hangs on them, and their values. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, type] of Object.entries(propertyColumns)) {
    await db.schema.alterTable('productProperty').addColumn(name, type).execute();
  }

  const create = (name: string) =>
    db.schema.createTable(name).addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement());
  const ofProperty = (name: string) =>
    create(name).addColumn('propertyId', 'integer', (c) =>
      c.notNull().references('productProperty.id').onDelete('cascade'),
    );

  await ofProperty('productPropertyEnum')
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('xmlId', 'text', (c) => c.notNull())
    .addColumn('def', 'text', (c) => c.notNull())
    .addColumn('sort', 'integer')
    .addUniqueConstraint('productPropertyEnum_xmlId', ['propertyId', 'xmlId'])
    .execute();

  await ofProperty('productPropertyFeature')
    .addColumn('moduleId', 'text', (c) => c.notNull())
    .addColumn('featureId', 'text', (c) => c.notNull())
    .addColumn('isEnabled', 'text', (c) => c.notNull())
    .addUniqueConstraint('productPropertyFeature_feature', ['propertyId', 'moduleId', 'featureId'])
    .execute();

  await ofProperty('productPropertySection')
    .addColumn('smartFilter', 'text', (c) => c.notNull())
    .addColumn('displayType', 'text', (c) => c.notNull())
    .addColumn('displayExpanded', 'text', (c) => c.notNull())
    .addColumn('filterHint', 'text')
    .addUniqueConstraint('productPropertySection_property', ['propertyId'])
    .execute();
  await sql`insert into ${sql.table('productPropertySection')}
    (${sql.ref('propertyId')}, ${sql.ref('smartFilter')}, ${sql.ref('displayType')}, ${sql.ref('displayExpanded')})
    select ${sql.ref('id')}, 'N', 'F', 'N' from ${sql.table('productProperty')}`.execute(db);

  await ofProperty('propertyValue')
    .addColumn('productId', 'integer', (c) =>
      c.notNull().references('product.id').onDelete('cascade'),
    )
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('number', 'real')
    .addColumn('textType', 'text')
    .execute();
  await index(db, 'propertyValue', ['productId']);
  await index(db, 'propertyValue', ['propertyId', 'value']);
  await index(db, 'propertyValue', ['propertyId', 'number']);

  // Bytes hang on these rows: the calls that drop the bytes delete them, no cascade.
  await create('propertyFile')
    .addColumn('propertyId', 'integer', (c) => c.notNull())
    .addColumn('productId', 'integer', (c) =>
      c.notNull().references('product.id').onDelete('restrict'),
    )
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('contentType', 'text', (c) => c.notNull())
    .addColumn('createTime', 'integer', (c) => c.notNull())
    .execute();
  await index(db, 'propertyFile', ['productId', 'propertyId']);
  await index(db, 'propertyFile', ['propertyId']);
  await index(db, 'propertyFile', ['hash']);
}

const propertyColumns = {
  colCount: 'integer',
  defaultValue: 'text',
  fileType: 'text',
  filtrable: 'text',
  hint: 'text',
  isRequired: 'text',
  linkIblockId: 'integer',
  listType: 'text',
  multipleCnt: 'integer',
  rowCount: 'integer',
  searchable: 'text',
  timestampX: 'integer',
  userTypeSettings: 'text',
  withDescription: 'text',
  xmlId: 'text',
} as const;

const index = (db: Kysely<unknown>, table: string, columns: string[]): Promise<void> =>
  db.schema
    .createIndex(`${table}_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute();
