import type { CreateTableBuilder, Kysely } from 'kysely';

type Columns = Readonly<Record<string, 'integer' | 'double precision' | 'text'>>;

const storeColumns: Columns = {
  code: 'text',
  dateCreate: 'integer',
  dateModify: 'integer',
  description: 'text',
  email: 'text',
  gpsN: 'double precision',
  gpsS: 'double precision',
  imageId: 'integer',
  issuingCenter: 'text',
  modifiedBy: 'integer',
  phone: 'text',
  schedule: 'text',
  userId: 'integer',
  xmlId: 'text',
};

/** Stores and their pictures, what lies in them, and the documents that move it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, type] of Object.entries(storeColumns)) {
    await db.schema.alterTable('store').addColumn(name, type).execute();
  }
  await storeTables(db);
  await documentTables(db);
}

const create = (db: Kysely<unknown>, name: string) =>
  db.schema.createTable(name).addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement());

/** A column that names a row of another table, and goes with it. */
const hangsOn = <T extends string>(table: CreateTableBuilder<T>, column: string, on: string) =>
  table.addColumn(column, 'integer', (c) => c.notNull().references(on).onDelete('cascade'));

async function storeTables(db: Kysely<unknown>): Promise<void> {
  await create(db, 'storeImage')
    .addColumn('storeId', 'integer', (c) =>
      c.notNull().unique().references('store.id').onDelete('restrict'),
    )
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('folder', 'text', (c) => c.notNull().unique())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('contentType', 'text', (c) => c.notNull())
    .addColumn('createTime', 'integer', (c) => c.notNull())
    .execute();
  await index(db, 'storeImage', 'hash');

  await hangsOn(
    hangsOn(create(db, 'storeProduct'), 'productId', 'product.id'),
    'storeId',
    'store.id',
  )
    .addColumn('amount', 'double precision', (c) => c.notNull())
    .addColumn('quantityReserved', 'double precision', (c) => c.notNull())
    .addUniqueConstraint('storeProduct_productId_storeId', ['productId', 'storeId'])
    .execute();
  await index(db, 'storeProduct', 'storeId');
}

async function documentTables(db: Kysely<unknown>): Promise<void> {
  await create(db, 'document')
    .addColumn('docType', 'text', (c) => c.notNull())
    .addColumn('docNumber', 'text')
    .addColumn('title', 'text')
    .addColumn('siteId', 'text', (c) => c.notNull())
    .addColumn('responsibleId', 'integer', (c) => c.notNull())
    .addColumn('createdBy', 'integer')
    .addColumn('modifiedBy', 'integer')
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('statusBy', 'integer')
    .addColumn('wasCancelled', 'text', (c) => c.notNull())
    .addColumn('dateStatus', 'integer')
    .addColumn('dateCreate', 'integer')
    .addColumn('dateModify', 'integer')
    .addColumn('dateDocument', 'integer')
    .addColumn('currency', 'text', (c) => c.notNull())
    .addColumn('total', 'double precision')
    .addColumn('commentary', 'text')
    .execute();

  await db.schema
    .createTable('documentNumber')
    .addColumn('docType', 'text', (c) => c.primaryKey())
    .addColumn('last', 'integer', (c) => c.notNull())
    .execute();

  await hangsOn(create(db, 'documentElement'), 'docId', 'document.id')
    .addColumn('elementId', 'integer', (c) => c.notNull())
    .addColumn('storeFrom', 'integer')
    .addColumn('storeTo', 'integer')
    .addColumn('amount', 'double precision')
    .addColumn('purchasingPrice', 'double precision')
    .execute();
  for (const column of ['docId', 'elementId', 'storeFrom', 'storeTo']) {
    await index(db, 'documentElement', column);
  }

  await hangsOn(create(db, 'documentContractor'), 'documentId', 'document.id')
    .addColumn('entityTypeId', 'integer', (c) => c.notNull())
    .addColumn('entityId', 'integer', (c) => c.notNull())
    .addUniqueConstraint('documentContractor_binding', ['documentId', 'entityTypeId', 'entityId'])
    .execute();

  await create(db, 'documentField')
    .addColumn('docType', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .execute();

  await hangsOn(
    hangsOn(db.schema.createTable('documentFieldValue'), 'documentId', 'document.id'),
    'fieldId',
    'documentField.id',
  )
    .addColumn('value', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('documentFieldValue_key', ['documentId', 'fieldId'])
    .execute();
  await index(db, 'documentFieldValue', 'fieldId');
}

const index = (db: Kysely<unknown>, table: string, column: string): Promise<void> =>
  db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute();
