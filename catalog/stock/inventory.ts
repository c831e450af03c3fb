import '../../schemas/storeProduct.ts';
import { type Db, prepare, type Row } from '../../src/core/index.ts';

/** The setting that says `Y` where inventory management is on; a fresh portal has none. */
export const INVENTORY = 'inventory';

const mode = prepare<object>()((db) =>
  db.selectFrom('setting').select('value').where('key', '=', INVENTORY),
);

/** Whether documents, and nothing else, move stock (spec/catalog.md sections 5.2 and 5.9). */
export const isInventoryOn = async (db: Db): Promise<boolean> =>
  (await db.first(mode, {}))?.value === 'Y';

/** Fields of a product that its methods drop while documents move stock. */
const movedByDocuments = [
  'purchasingCurrency',
  'purchasingPrice',
  'quantity',
  'quantityReserved',
  'quantityTrace',
];

export const withoutStock = (given: Row): Row =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !movedByDocuments.includes(name)));

const DECIMALS = 1e6;

/** Amounts are added and taken away for years: without rounding, 0.1 + 0.2 would leave crumbs. */
export const round = (amount: number): number => Math.round(amount * DECIMALS) / DECIMALS || 0;

/** What of each product lies in active stores. */
export async function storedAmounts(
  { query }: Db,
  productIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await query
    .selectFrom('storeProduct')
    .innerJoin('store', 'store.id', 'storeProduct.storeId')
    .where('store.active', '=', 'Y')
    .where('storeProduct.productId', 'in', [...productIds])
    .groupBy('storeProduct.productId')
    .select((eb) => ['storeProduct.productId', eb.fn.sum<number>('storeProduct.amount').as('sum')])
    .execute();
  return new Map(rows.map((row) => [row.productId, Number(row.sum)]));
}

/** `row` with the quantity that its stores hold and nobody has reserved. */
export async function withStoredQuantity(db: Db, id: number, row: Row): Promise<Row> {
  const stored = (await storedAmounts(db, [id])).get(id) ?? 0;
  return { ...row, quantity: round(stored - Number(row.quantityReserved ?? 0)) };
}
