import type { CreateTableBuilder, Kysely } from 'kysely';

type Columns = Readonly<Record<string, 'integer' | 'real' | 'text'>>;

const addColumns = <T extends string>(
  table: CreateTableBuilder<T>,
  columns: Columns,
): CreateTableBuilder<T> =>
  Object.entries(columns).reduce<CreateTableBuilder<T>>(
    (t, [name, type]) => t.addColumn(name, type) as CreateTableBuilder<T>,
    table,
  );

/** Catalogs, their reference tables, products and the files that hang on them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const create = (name: string) =>
    db.schema.createTable(name).addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement());

  await addColumns(create('catalog'), {
    iblockId: 'integer',
    iblockTypeId: 'integer',
    lid: 'text',
    name: 'text',
    productIblockId: 'integer',
    skuPropertyId: 'integer',
    subscription: 'text',
    vatId: 'integer',
  }).execute();

  await addColumns(create('section'), {
    iblockId: 'integer',
    iblockSectionId: 'integer',
    name: 'text',
    code: 'text',
    xmlId: 'text',
    active: 'text',
    sort: 'integer',
  }).execute();

  await addColumns(create('productProperty'), {
    iblockId: 'integer',
    name: 'text',
    code: 'text',
    active: 'text',
    sort: 'integer',
    propertyType: 'text',
    userType: 'text',
    multiple: 'text',
  }).execute();

  await index(db, 'productProperty', ['iblockId', 'code']);

  await addColumns(create('measure'), {
    code: 'integer',
    measureTitle: 'text',
    symbol: 'text',
    symbolIntl: 'text',
    symbolLetterIntl: 'text',
    isDefault: 'text',
  }).execute();

  await addColumns(create('vat'), {
    name: 'text',
    rate: 'real',
    active: 'text',
    sort: 'integer',
    timestampX: 'integer',
  }).execute();

  await addColumns(create('store'), {
    title: 'text',
    address: 'text',
    active: 'text',
    sort: 'integer',
  }).execute();

  await addColumns(create('priceType'), {
    name: 'text',
    base: 'text',
    sort: 'integer',
    xmlId: 'text',
    createdBy: 'integer',
    modifiedBy: 'integer',
    dateCreate: 'integer',
    timestampX: 'integer',
  }).execute();

  await db.schema
    .createTable('currency')
    .addColumn('currency', 'text', (c) => c.primaryKey())
    .addColumn('rate', 'real', (c) => c.notNull())
    .addColumn('base', 'text', (c) => c.notNull())
    .execute();

  await addColumns(
    create('product')
      .addColumn('iblockId', 'integer', (c) => c.notNull())
      .addColumn('type', 'integer', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('active', 'text', (c) => c.notNull()),
    {
      available: 'text',
      barcodeMulti: 'text',
      bundle: 'text',
      canBuyZero: 'text',
      code: 'text',
      createdBy: 'integer',
      dateActiveFrom: 'integer',
      dateActiveTo: 'integer',
      dateCreate: 'integer',
      detailText: 'text',
      detailTextType: 'text',
      height: 'real',
      iblockSection: 'text',
      iblockSectionId: 'integer',
      length: 'real',
      measure: 'integer',
      modifiedBy: 'integer',
      parentId: 'integer',
      previewText: 'text',
      previewTextType: 'text',
      purchasingCurrency: 'text',
      purchasingPrice: 'real',
      quantity: 'real',
      quantityReserved: 'real',
      quantityTrace: 'text',
      recurSchemeLength: 'integer',
      recurSchemeType: 'text',
      sort: 'integer',
      subscribe: 'text',
      timestampX: 'integer',
      trialPriceId: 'integer',
      vatId: 'integer',
      vatIncluded: 'text',
      weight: 'real',
      width: 'real',
      withoutOrder: 'text',
      xmlId: 'text',
      plain: 'text',
    },
  ).execute();
  await index(db, 'product', ['iblockId']);
  await index(db, 'product', ['iblockId', 'type']);
  await index(db, 'product', ['iblockId', 'code']);
  await index(db, 'product', ['xmlId']);
  await index(db, 'product', ['parentId']);

  await addColumns(
    create('price')
      .addColumn('productId', 'integer', (c) =>
        c.notNull().references('product.id').onDelete('cascade'),
      )
      .addColumn('catalogGroupId', 'integer', (c) => c.notNull())
      .addColumn('price', 'real', (c) => c.notNull())
      .addColumn('currency', 'text', (c) => c.notNull()),
    { priceScale: 'real', extraId: 'integer', quantityFrom: 'integer', quantityTo: 'integer' },
  )
    .addColumn('timestampX', 'integer')
    .execute();
  await index(db, 'price', ['productId', 'catalogGroupId']);

  await create('file')
    .addColumn('productId', 'integer', (c) =>
      c.notNull().references('product.id').onDelete('restrict'),
    )
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('folder', 'text', (c) => c.notNull().unique())
    .addColumn('hash', 'text')
    .addColumn('size', 'integer')
    .addColumn('contentType', 'text')
    .addColumn('url', 'text')
    .addColumn('altText', 'text')
    .addColumn('displayOrder', 'integer', (c) => c.notNull())
    .addColumn('createTime', 'integer', (c) => c.notNull())
    .execute();
  await index(db, 'file', ['productId', 'type']);
  await index(db, 'file', ['hash']);
}

const index = (db: Kysely<unknown>, table: string, columns: string[]): Promise<void> =>
  db.schema
    .createIndex(`${table}_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute();
