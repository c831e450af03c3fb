import { type Db, idOf, prepare, type Row, refusal } from '../../../src/core/index.ts';
import type { Catalog } from '../catalogs.ts';
import { isInventoryOn, withStoredQuantity } from '../stock/inventory.ts';
import { settle } from './rules.ts';

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

async function stockOf(db: Db, id: number): Promise<Row> {
  const row = await db.query
    .selectFrom('product')
    .select(['quantity', 'quantityReserved', 'quantityTrace', 'canBuyZero'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && (await isInventoryOn(db)) ? withStoredQuantity(db, id, row) : { ...row };
}

const offersOf = prepare<{ parentId: number }>()((db, p) =>
  db
    .selectFrom('product')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn
        .countAll<number>()
        .filterWhere((f) => f.and([f('active', '=', 'Y'), f('available', '=', 'Y')]))
        .as('buyable'),
    ])
    .where('parentId', '=', p('parentId')),
);

/**
 * A parent follows its variations: with one it is of type 3 and can be bought when an active one
 * can; without any it is a simple product again.
 */
export async function syncParent(db: Db, parentId: number | null): Promise<void> {
  if (!parentId) return;
  const offers = await db.first(offersOf, { parentId });
  const available = Number(offers?.buyable) > 0 ? 'Y' : 'N';
  const changed =
    Number(offers?.count) > 0
      ? { type: 3, quantity: 0, available }
      : settle({ ...(await stockOf(db, parentId)), type: 1 });
  await db.query.updateTable('product').set(changed).where('id', '=', parentId).execute();
}
