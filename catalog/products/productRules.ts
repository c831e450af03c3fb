import type { ProductKind } from '../../schemas/product.ts';
import { type Context, type Db, type Row, refusal } from '../../src/core/index.ts';
import { type Catalog, type CatalogKind, findCatalog } from '../catalogs.ts';
import { requireReference } from '../references.ts';

/** Types that each kind of catalog may hold (spec/catalog.md section 5.1). */
const allowedTypes: Record<CatalogKind, readonly number[]> = {
  D: [1, 2, 7],
  O: [4, 5],
  X: [1, 2, 3, 6, 7],
};

/** The type of a new product of the kind; a variation with a parent is 4. */
export function typeOfNew(kind: ProductKind, catalogKind: CatalogKind, hasParent: boolean): number {
  switch (kind.name) {
    case 'product':
      return catalogKind === 'O' ? 4 : 1;
    case 'sku':
      return 6;
    case 'offer':
      return hasParent ? 4 : 5;
    case 'service':
      return 7;
  }
}

/**
 * The catalog of an information block. A kind that has types is checked against the catalog's kind
 * and speaks of catalogs; product speaks of information blocks.
 */
export async function requireCatalog(
  db: Db,
  kind: ProductKind,
  iblockId: number,
): Promise<Catalog> {
  const catalog = await findCatalog(db, iblockId);
  if (!catalog) {
    throw kind.types
      ? refusal('0', 'iblock is not catalog')
      : refusal('200040300000', 'Iblock Not Found');
  }
  if (kind.types && !kind.types.some((type) => allowedTypes[catalog.kind].includes(type))) {
    throw refusal('0', 'productType is not allowed for this catalog');
  }
  return catalog;
}

/** What a product gets that an add did not name (spec/catalog.md section 5.2). */
export const defaults = {
  active: 'Y',
  barcodeMulti: 'N',
  bundle: 'N',
  canBuyZero: 'N',
  detailTextType: 'text',
  previewTextType: 'text',
  quantity: 0,
  quantityReserved: 0,
  recurSchemeType: 'D',
  sort: 500,
  subscribe: 'Y',
  vatIncluded: 'N',
  weight: 0,
  withoutOrder: 'N',
} as const;

const lookups = {
  modifiedBy: 'User',
  createdBy: 'User',
  purchasingCurrency: 'Currency',
  vatId: 'VAT',
} as const;

const users = ['modifiedBy', 'createdBy'] as const;
const everything = [...users, 'purchasingCurrency', 'vatId'] as const;

/**
 * Throws for references to what does not exist, in a portal's order. On an update a portal looks at
 * the users alone; the documentation names the same errors as on add.
 */
export async function checkReferences(
  { db, profile }: Pick<Context, 'db' | 'profile'>,
  row: Row,
  on: 'add' | 'update',
): Promise<void> {
  for (const name of on === 'update' && profile === 'live' ? users : everything) {
    const value = row[name];
    if (!value || (typeof value === 'number' && value < 0)) continue;
    await requireReference(db, lookups[name], name, value);
  }
}

/** A symbolic code is unique among the products of a catalog. */
export async function requireFreeCode(db: Db, iblockId: number, code: unknown, id?: number) {
  if (!code) return;
  const taken = await db.query
    .selectFrom('product')
    .select('id')
    .where('iblockId', '=', iblockId)
    .where('code', '=', String(code))
    .$if(id !== undefined, (query) => query.where('id', '!=', id as number))
    .executeTakeFirst();
  if (taken) throw refusal('0', 'An element with this symbolic code already exists');
}
