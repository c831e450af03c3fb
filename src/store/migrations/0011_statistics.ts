import { type Kysely, sql } from 'kysely';

/**
 * Rows of tables that grow, and for each index how many of them have the same value in its first column,
 * its first two, and so on: as in a shop of a million products. SQLite plans by these numbers whatever
 * the tables hold. Without any it takes an index to name ten rows, and rather reads a whole catalog in
 * the wanted order than to sort the few rows that an index finds.
 */
const statistics: Record<string, { rows: number; indexes: Record<string, readonly number[]> }> = {
  product: {
    rows: 1_000_000,
    indexes: {
      // The least of them: its rows stand in the order of the table.
      product_iblockId: [400_000],
      product_iblockId_active: [500_000, 250_000],
      product_iblockId_code: [500_000, 1],
      product_iblockId_iblockSectionId_name_active: [500_000, 10_000, 1, 1],
      product_iblockId_name_active: [500_000, 1, 1],
      product_iblockId_timestampX_active: [500_000, 1, 1],
      product_iblockId_type: [500_000, 250_000],
      product_parentId: [10],
      product_section: [10_000],
      product_xmlId: [1],
    },
  },
  propertyValue: {
    rows: 4_000_000,
    indexes: {
      propertyValue_productId_propertyId: [5, 1],
      propertyValue_propertyId_number_productId: [500_000, 2_500, 1],
      propertyValue_propertyId_value_productId: [500_000, 5, 1],
    },
  },
  propertyFile: {
    rows: 1_000_000,
    indexes: {
      propertyFile_hash: [1],
      propertyFile_productId_propertyId: [2, 1],
      propertyFile_propertyId: [500_000],
    },
  },
  file: {
    rows: 1_000_000,
    indexes: { file_hash: [1], file_productId_type: [2, 1], sqlite_autoindex_file_1: [1] },
  },
  price: {
    rows: 1_000_000,
    indexes: { price_catalogGroupId: [500_000], price_productId_catalogGroupId: [1, 1] },
  },
  storeProduct: {
    rows: 1_000_000,
    indexes: { storeProduct_storeId: [10_000], sqlite_autoindex_storeProduct_1: [2, 1] },
  },
  documentElement: {
    rows: 1_000_000,
    indexes: {
      documentElement_docId: [10],
      documentElement_elementId: [10],
      documentElement_storeFrom: [10_000],
      documentElement_storeTo: [10_000],
    },
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  // Makes the table of statistics, which cannot be created by its name.
  await sql`analyze sqlite_schema`.execute(db);
  await sql`delete from sqlite_stat1`.execute(db);
  for (const [table, { rows, indexes }] of Object.entries(statistics)) {
    for (const [index, same] of Object.entries(indexes)) {
      const stat = [rows, ...same].join(' ');
      await sql`insert into sqlite_stat1 (tbl, idx, stat) values (${table}, ${index}, ${stat})`.execute(
        db,
      );
    }
  }
  await sql`analyze sqlite_schema`.execute(db);
}
