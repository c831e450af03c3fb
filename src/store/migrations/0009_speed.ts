import { type Kysely, sql } from 'kysely';

/**
 * What keeps lists of a million products quick: an index for each order and filter that clients ask
 * for most, wide enough that a deep page and a count read nothing else, and the numbers of products,
 * kept by triggers so that no path of a write can forget them (docs/performance.md).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const columns of [
    ['iblockId', 'active'],
    ['iblockId', 'name', 'active'],
    ['iblockId', 'timestampX', 'active'],
    ['iblockId', 'iblockSectionId', 'name', 'active'],
  ]) {
    await index(db, 'product', columns);
  }
  for (const columns of [['productId'], ['propertyId', 'value'], ['propertyId', 'number']]) {
    await db.schema.dropIndex(nameOf('propertyValue', columns)).execute();
    const wider = columns.includes('productId') ? 'propertyId' : 'productId';
    await index(db, 'propertyValue', [...columns, wider]);
  }
  await tally(db);
}

async function tally(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('productTally')
    .addColumn('iblockId', 'integer', (c) => c.notNull())
    .addColumn('type', 'integer', (c) => c.notNull())
    .addColumn('active', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('productTally_key', ['iblockId', 'type', 'active'])
    .execute();
  const counted = `"iblockId", "type", "active"`;
  const add = `insert into "productTally" values (new."iblockId", new."type", new."active", 1)
    on conflict do update set "count" = "count" + 1;`;
  const take = `update "productTally" set "count" = "count" - 1
    where "iblockId" = old."iblockId" and "type" = old."type" and "active" = old."active";`;
  const moved = `(old."iblockId", old."type", old."active") is not (new."iblockId", new."type", new."active")`;
  for (const statement of [
    `insert into "productTally" select ${counted}, count(*) from "product" group by ${counted}`,
    `create trigger "productTally_insert" after insert on "product" begin ${add} end`,
    `create trigger "productTally_delete" after delete on "product" begin ${take} end`,
    `create trigger "productTally_update" after update of ${counted} on "product" when ${moved}
      begin ${take} ${add} end`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}

const nameOf = (table: string, columns: readonly string[]): string =>
  `${table}_${columns.join('_')}`;

const index = (db: Kysely<unknown>, table: string, columns: string[]): Promise<void> =>
  db.schema.createIndex(nameOf(table, columns)).on(table).columns(columns).execute();
