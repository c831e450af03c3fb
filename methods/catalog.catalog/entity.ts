import { catalog } from '../../schemas/catalog.ts';
import '../../schemas/productProperty.ts';
import '../../schemas/productPropertySection.ts';
import { findCatalog } from '../../catalog/catalogs.ts';
import { propertyDefaults, shownAtFirst } from '../../catalog/properties/propertyDefaults.ts';
import { requireReference } from '../../catalog/references.ts';
import { changeCatalogs, readCatalogs } from '../../catalog/rights.ts';
import { type Context, crud, type Db, refusal } from '../../src/core/index.ts';

/** Whether there are products in the catalog, or in that of its variations, which goes with it. */
const holdsProducts = ({ query }: Db, iblockId: number) =>
  query
    .selectFrom('product')
    .select('id')
    .where('iblockId', 'in', (of) =>
      of
        .selectFrom('catalog')
        .select('iblockId')
        .where((eb) =>
          eb.or([eb('iblockId', '=', iblockId), eb('productIblockId', '=', iblockId)]),
        ),
    )
    .limit(1)
    .executeTakeFirst();

/** How a catalog of variations is tied to that of their parents, as long as it is there. */
const links = ['productIblockId', 'skuPropertyId'] as const;

/** Throws unless the catalog is one of products that has no variations yet. */
async function requireApiV1(db: Db, iblockId: number): Promise<void> {
  const catalog = await findCatalog(db, iblockId);
  if (!catalog) throw refusal('200040300000', 'Iblock Not Found');
  if (catalog.kind !== 'D') throw refusal('0', 'The product catalog has variations already');
}

const pictures = {
  name: 'Pictures',
  code: 'MORE_PHOTO',
  propertyType: 'F',
  userType: null,
  multiple: 'Y',
} as const;
const link = {
  name: 'Catalog element',
  code: 'CML2_LINK',
  propertyType: 'E',
  userType: 'SKU',
  multiple: 'N',
} as const;

async function addProperty(
  { db, now }: Context,
  property: typeof pictures | typeof link,
  iblockId: number,
): Promise<number> {
  const { id } = await db.query
    .insertInto('productProperty')
    .values({
      ...propertyDefaults,
      ...property,
      iblockId,
      timestampX: Math.floor(now / 1000),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const shown = { ...shownAtFirst, propertyId: id };
  await db.query.insertInto('productPropertySection').values(shown).execute();
  return id;
}

/** Every catalog shows pictures; one of variations has the property that names their parents. */
async function addProperties(context: Context, iblockId: number, linked: boolean): Promise<void> {
  await addProperty(context, pictures, iblockId);
  if (!linked) return;
  const skuPropertyId = await addProperty(context, link, iblockId);
  await context.db.query
    .updateTable('catalog')
    .set({ skuPropertyId })
    .where('id', '=', iblockId)
    .execute();
}

const noVat = ['0', 'VAT vatId is not exists'] as const;

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
  errors: {
    add: [
      ['200040300000', 'Iblock Not Found'],
      ['0', 'The catalog exists already'],
      ['0', 'The product catalog has variations already'],
      noVat,
    ],
    update: [['0', 'A catalog cannot be linked to another one'], noVat],
    delete: [
      ['0', 'Catalog is offers'],
      ['0', 'The catalog holds products'],
    ],
  },
  defaults: () => ({ iblockTypeId: 0, lid: 's1', subscription: 'N' }),
  derived(_context, { on, row: { iblockId, productIblockId } }) {
    if (on !== 'add') return {};
    // 0 is no catalog, as in a form.
    const linked = { productIblockId: productIblockId || null, skuPropertyId: null };
    return { id: iblockId, name: `Catalog ${iblockId}`, ...linked };
  },
  async check({ db }, { on, given, row, stored }) {
    const iblockId = Number(row.iblockId);
    if (on === 'add') {
      if (iblockId <= 0) throw refusal('200040300000', 'Iblock Not Found');
      if (await findCatalog(db, iblockId)) throw refusal('0', 'The catalog exists already');
      if (row.productIblockId) await requireApiV1(db, Number(row.productIblockId));
    }
    if (on === 'update' && links.some((name) => stored?.[name] !== row[name])) {
      throw refusal('0', 'A catalog cannot be linked to another one');
    }
    if (given.vatId) await requireReference(db, 'VAT', 'vatId', given.vatId);
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
