import type { Context } from '../../src/core/index.ts';
import { inChunks } from '../chunks.ts';
import { emitProductChange } from '../events.ts';
import { followVariations } from '../prices/savePrices.ts';
import { syncParent } from '../stock/availability.ts';
import { detachFromDocuments } from '../stock/detachFromDocuments.ts';
import { loadProduct } from './products.ts';

/**
 * Deletes a product of any type and all that hangs on it: its variations first, prices, stock, values
 * of properties, images and other files.
 */
export async function deleteProduct(context: Context, id: number, name: string): Promise<void> {
  const { db } = context;
  const { parentId, type } = await loadProduct(db, id, name);
  const variations = await db.query
    .selectFrom('product')
    .select(['id', 'type'])
    .where('parentId', '=', id)
    .execute();
  for await (const ids of inChunks([...variations.map((row) => row.id), id])) {
    await detachFromDocuments(db, ids);
    await deleteRows(context, ids);
  }
  for (const row of [...variations, { id, type: Number(type) }]) {
    await emitProductChange(context, 'DELETE', row);
  }
  await syncParent(db, parentId as number | null);
  await followVariations(context, parentId as number | null);
}

/** What hangs on a product goes with its row; files are dropped by name. */
async function deleteRows({ db: { query }, files }: Context, ids: readonly number[]) {
  for (const table of ['file', 'propertyFile'] as const) {
    const rows = await query
      .deleteFrom(table)
      .where('productId', 'in', ids)
      .returning('hash')
      .execute();
    files.drop(rows.map((row) => row.hash));
  }
  await query.deleteFrom('product').where('id', 'in', ids).execute();
}
