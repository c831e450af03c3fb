import '../../schemas/product.ts';
import '../../schemas/store.ts';
import { type Db, eachOf } from '../../src/core/index.ts';
import { inChunks } from '../chunks.ts';
import { settle, syncParent } from './availability.ts';
import { GOODS } from './goods.ts';
import { INVENTORY, isInventoryOn, round, storedAmounts } from './inventory.ts';

/** Thrown where there is stock and no active store that could take it. */
export class NoStore extends Error {
  override readonly name = 'NoStore';
}

/**
 * Switches inventory management, which REST cannot (spec/catalog.md section 5.9). When it goes on,
 * the first active store takes what no store holds yet, so that the quantity of no product changes;
 * from then on documents alone change it. Whether goods are counted follows the portal's default.
 * Throws NoStore.
 */
export async function switchInventory(db: Db, on: boolean): Promise<void> {
  if (on === (await isInventoryOn(db))) return;
  await db.query.deleteFrom('setting').where('key', '=', INVENTORY).execute();
  if (on) await db.query.insertInto('setting').values({ key: INVENTORY, value: 'Y' }).execute();

  const products = await db.query
    .selectFrom('product')
    .select(['id', 'type', 'parentId', 'quantity', 'quantityReserved', 'canBuyZero'])
    .where('type', 'in', GOODS)
    .orderBy('id')
    .execute();
  if (on) await openStock(db, products);
  const quantityTrace = on ? 'Y' : 'N';
  const byAvailability = Map.groupBy(products, (row) =>
    String(settle({ ...row, quantityTrace }).available),
  );
  for (const [available, rows] of byAvailability) {
    const ids = JSON.stringify(rows.map(({ id }) => id));
    await db.query
      .updateTable('product')
      .set({ quantityTrace, available })
      .where('id', 'in', eachOf(ids))
      .execute();
  }
  const parents = new Set(products.map(({ parentId }) => parentId));
  for (const parent of parents) await syncParent(db, parent);
}

interface Counted {
  readonly id: number;
  readonly quantity: number | null;
  readonly quantityReserved: number | null;
}

/** Puts the difference between a product's quantity and its stock into the first active store. */
async function openStock(db: Db, products: readonly Counted[]): Promise<void> {
  const store = await db.query
    .selectFrom('store')
    .select('id')
    .where('active', '=', 'Y')
    .orderBy('sort')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  for await (const chunk of inChunks(products)) {
    const ids = chunk.map(({ id }) => id);
    const stored = await storedAmounts(db, ids);
    const missing = chunk
      .map(({ id, quantity, quantityReserved }) => ({
        productId: id,
        amount: round((quantity ?? 0) + (quantityReserved ?? 0) - (stored.get(id) ?? 0)),
      }))
      .filter(({ amount }) => amount !== 0);
    if (missing.length === 0) continue;
    if (!store) throw new NoStore('There is no active store that could hold the stock');
    const held = await amountsIn(db, store.id, ids);
    await db.query
      .insertInto('storeProduct')
      .values(
        missing.map(({ productId, amount }) => ({
          productId,
          storeId: store.id,
          amount: round((held.get(productId) ?? 0) + amount),
          quantityReserved: 0,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['productId', 'storeId'])
          .doUpdateSet((eb) => ({ amount: eb.ref('excluded.amount') })),
      )
      .execute();
  }
}

async function amountsIn({ query }: Db, storeId: number, productIds: readonly number[]) {
  const rows = await query
    .selectFrom('storeProduct')
    .select(['productId', 'amount'])
    .where('storeId', '=', storeId)
    .where('productId', 'in', [...productIds])
    .execute();
  return new Map(rows.map(({ productId, amount }) => [productId, Number(amount)]));
}
