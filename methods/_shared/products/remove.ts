import type { Context } from '../../../src/core/index.ts';
import { tellProduct } from '../events.ts';
import { followVariations } from '../prices/save.ts';
import { leaveDocuments } from '../stock/lines.ts';
import { loadProduct } from './load.ts';
import { syncParent } from './parents.ts';

/**
 * Deletes a product of any type and all that hangs on it: its variations first, prices, stock, values
 * of properties, images and other files.
 */
export async function deleteProduct(context: Context, id: number, name: string): Promise<void> {
  const { db, files } = context;
  const { parentId, type } = await loadProduct(db, id, name);
  const variations = await db.query
    .selectFrom('product')
    .select(['id', 'type'])
    .where('parentId', '=', id)
    .execute();
  const ids = [...variations.map((row) => row.id), id];
  await leaveDocuments(db, ids);
  const images = await db.query
    .deleteFrom('file')
    .where('productId', 'in', ids)
    .returning('hash')
    .execute();
  const others = await db.query
    .deleteFrom('propertyFile')
    .where('productId', 'in', ids)
    .returning('hash')
    .execute();
  files.drop([...images, ...others].map((row) => row.hash));
  await db.query.deleteFrom('product').where('id', 'in', ids).execute();
  for (const row of [...variations, { id, type: Number(type) }]) {
    await tellProduct(context, 'DELETE', row);
  }
  await syncParent(db, parentId as number | null);
  await followVariations(context, parentId as number | null);
}
