import { type Db, idOf, refusal } from '../../src/core/index.ts';
import type { Catalog } from '../catalogs.ts';

/** The id in `parentId`, given plainly or as the value of the link property; 0 means none. */
export function parentIdOf(given: unknown): number {
  const value =
    typeof given === 'object' && given !== null && 'value' in given ? given.value : given;
  return idOf(value);
}

/** Throws unless the parent is a product that may have variations, in the linked catalog. */
export async function requireParent(db: Db, catalog: Catalog, parentId: number): Promise<void> {
  const parent = await db.query
    .selectFrom('product')
    .select(['iblockId', 'type'])
    .where('id', '=', parentId)
    .executeTakeFirst();
  if (!parent) throw refusal('200040500010', 'Parent product not found.');
  if (![1, 3, 6].includes(parent.type)) {
    throw refusal('200040500020', 'Invalid parent product type.');
  }
  if (parent.iblockId !== catalog.productIblockId) {
    throw refusal('200040500020', 'Invalid information block of the parent product.');
  }
}
