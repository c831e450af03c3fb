import { inBase, loadRates, type Rates } from '../../catalog/prices/exchangeRates.ts';
import { loadPrice, plainPrice, toDraft } from '../../catalog/prices/prices.ts';
import { savePrices } from '../../catalog/prices/savePrices.ts';
import { requireElementRight, rights } from '../../catalog/rights.ts';
import type { PriceRow } from '../../schemas/price.ts';
import { type Context, type Db, prepare } from '../../src/core/index.ts';
import { conflict } from '../_shared/apiV1.ts';

/** A row of the price table, of one product and the base price type. */
type BasePrice = Pick<PriceRow, 'id' | 'productId' | 'price' | 'currency' | 'priceScale'>;

const isBase = prepare<object>()((db) =>
  db.selectFrom('priceType').select('id').where('base', '=', 'Y').orderBy('id').limit(1),
);

const baseCurrency = prepare<object>()((db) =>
  db.selectFrom('currency').select('currency').where('base', '=', 'Y').limit(1),
);

/** The currency of every amount of this face. */
export async function requireCurrency(db: Db): Promise<string> {
  const row = await db.first(baseCurrency, {});
  if (!row) throw conflict('There is no base currency');
  return row.currency;
}

/** Base prices by product; of prices by quantity the one from the smallest quantity. */
export async function loadPrices(
  db: Db,
  productIds: readonly number[],
): Promise<ReadonlyMap<number, BasePrice>> {
  const base = await db.first(isBase, {});
  if (!base || productIds.length === 0) return new Map();
  const rows = await db.query
    .selectFrom('price')
    .select(['id', 'productId', 'price', 'currency', 'priceScale'])
    .where('productId', 'in', [...productIds])
    .where('catalogGroupId', '=', base.id)
    .orderBy((eb) => eb.fn.coalesce('quantityFrom', eb.lit(0)), 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.productId, row]));
}

/** The base price in the base currency. */
export const shownPrice = ({ price, currency, priceScale }: BasePrice, rates: Rates): number =>
  priceScale ?? inBase(price, currency, rates);

/** Sets the base price; the one that is shown already stays, whatever its currency. */
export async function savePrice(context: Context, productId: number, price: number): Promise<void> {
  const { db, caller } = context;
  const stored = (await loadPrices(db, [productId])).get(productId);
  if (stored && shownPrice(stored, await loadRates(db)) === price) return;
  requireElementRight(caller, rights.priceEdit, '200040300030');
  const base = await db.first(isBase, {});
  if (!base) throw conflict('There is no base price type');
  const kept = stored ? toDraft(await loadPrice(db, stored.id)) : plainPrice;
  const draft = { catalogGroupId: base.id, price, currency: await requireCurrency(db) };
  await savePrices(context, productId, { save: [{ ...kept, ...draft }] });
}
