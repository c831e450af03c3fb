import type { Context, Db } from '../../src/core/index.ts';
import { inChunks } from '../chunks.ts';
import { emitProductChange } from '../events.ts';
import { settle, syncParent } from './availability.ts';
import { round, storedAmounts } from './inventory.ts';

/**
 * Gives products the quantity that active stores hold, less what is reserved, and what follows from
 * it: whether they and their parents can be bought (spec/catalog.md section 5.8).
 */
export async function recount(context: Context, productIds: readonly number[]): Promise<void> {
  const parents = new Set<number>();
  for await (const ids of inChunks([...new Set(productIds)])) {
    const stored = await storedAmounts(context.db, ids);
    for (const { id, type, parentId, ...stock } of await stockOf(context.db, ids)) {
      const quantity = round((stored.get(id) ?? 0) - (stock.quantityReserved ?? 0));
      await context.db.query
        .updateTable('product')
        .set({
          ...settle({ ...stock, type, quantity }),
          timestampX: Math.floor(context.now / 1000),
        })
        .where('id', '=', id)
        .execute();
      await emitProductChange(context, 'UPDATE', { id, type });
      if (parentId) parents.add(parentId);
    }
  }
  for (const parent of parents) await syncParent(context.db, parent);
}

const stockOf = ({ query }: Db, ids: readonly number[]) =>
  query
    .selectFrom('product')
    .select([
      'id',
      'type',
      'parentId',
      'available',
      'quantityReserved',
      'quantityTrace',
      'canBuyZero',
    ])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
