import { catalog } from '../../schemas/catalog.ts';
import { type Context, crud, type Db, refusal } from '../../src/core/index.ts';
import { findCatalog } from '../_shared/catalogs.ts';
import { changeCatalogs, readCatalogs } from '../_shared/rights.ts';

const holdsProducts = ({ query }: Db, iblockId: number) =>
  query.selectFrom('product').select('id').where('iblockId', '=', iblockId).executeTakeFirst();

/** Throws unless the catalog is one of products that has no variations yet. */
async function requirePlain(db: Db, iblockId: number): Promise<void> {
  const catalog = await findCatalog(db, iblockId);
  if (!catalog) throw refusal('200040300000', 'Iblock Not Found');
  if (catalog.kind !== 'D') throw refusal('0', 'The product catalog has variations already');
}

/** Every catalog shows pictures; one of variations has the property that names their parents. */
async function addProperties({ db }: Context, iblockId: number, linked: boolean): Promise<void> {
  const property = { iblockId, active: 'Y', sort: 500 } as const;
  await db.query
    .insertInto('productProperty')
    .values({
      ...property,
      name: 'Pictures',
      code: 'MORE_PHOTO',
      propertyType: 'F',
      userType: null,
      multiple: 'Y',
    })
    .execute();
  if (!linked) return;
  const { id } = await db.query
    .insertInto('productProperty')
    .values({
      ...property,
      name: 'Catalog element',
      code: 'CML2_LINK',
      propertyType: 'E',
      userType: 'SKU',
      multiple: 'N',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.query
    .updateTable('catalog')
    .set({ skuPropertyId: id })
    .where('id', '=', iblockId)
    .execute();
}

/**
 * Catalogs. The documentation reads them alone; a portal's server adds, changes and deletes them too,
 * which tests of integrations need.
 */
export const verbs = crud({
  name: 'catalog',
  plural: 'catalogs',
  table: 'catalog',
  schema: catalog,
  scope: 'catalog',
  read: readCatalogs,
  write: changeCatalogs,
  defaults: () => ({ iblockTypeId: 0, lid: 's1', subscription: 'N' }),
  derived: (_context, { on, row }) =>
    on === 'add' ? { id: row.iblockId, name: `Catalog ${row.iblockId}` } : {},
  async check({ db }, { on, row, stored }) {
    const iblockId = Number(row.iblockId);
    if (on === 'add') {
      if (iblockId <= 0) throw refusal('200040300000', 'Iblock Not Found');
      if (await findCatalog(db, iblockId)) throw refusal('0', 'The catalog exists already');
      if (row.productIblockId) await requirePlain(db, Number(row.productIblockId));
    }
    if (on === 'update' && stored?.productIblockId !== row.productIblockId) {
      throw refusal('0', 'A catalog cannot be linked to another one');
    }
    if (on === 'delete') {
      const { kind } = (await findCatalog(db, iblockId)) ?? {};
      if (kind === 'O') throw refusal('0', 'Catalog is offers');
      if (await holdsProducts(db, iblockId)) throw refusal('0', 'The catalog holds products');
    }
  },
  async changed(context, { on, id, row }) {
    if (on === 'add') await addProperties(context, id, Boolean(row.productIblockId));
    if (on !== 'delete') return;
    const { query } = context.db;
    const offers = await query
      .deleteFrom('catalog')
      .where('productIblockId', '=', id)
      .returning('iblockId')
      .execute();
    const gone = [id, ...offers.map(({ iblockId }) => iblockId)];
    for (const table of ['section', 'productProperty'] as const) {
      await query.deleteFrom(table).where('iblockId', 'in', gone).execute();
    }
  },
});
