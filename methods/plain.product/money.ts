import { type Context, type Db, prepare } from '../../src/core/index.ts';
import { tell } from '../_shared/events.ts';
import { conflict } from '../_shared/plain.ts';
import { requireElementRight, rights } from '../_shared/rights.ts';

/** A row of the price table, of one product and the base price type. */
interface PriceRow {
  readonly id: number;
  readonly productId: number;
  readonly price: number;
  readonly currency: string;
  readonly priceScale: number | null;
}

/** Units of the base currency for one of each currency. */
export type Rates = ReadonlyMap<string, number>;

const allRates = prepare<object>()((db) => db.selectFrom('currency').select(['currency', 'rate']));

export async function loadRates(db: Db): Promise<Rates> {
  const rows = await db.all(allRates, {});
  return new Map(rows.map(({ currency, rate }) => [currency, rate]));
}

const rounded = (amount: number): number => Math.round(amount * 1e4) / 1e4;

/** An amount in the base currency; one without a currency, or with an unknown one, as it is. */
export const inBase = (amount: number, currency: string | null, rates: Rates): number => {
  const rate = currency === null ? 1 : (rates.get(currency) ?? 1);
  return rate === 1 ? amount : rounded(amount * rate);
};

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
): Promise<ReadonlyMap<number, PriceRow>> {
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
export const shownPrice = ({ price, currency, priceScale }: PriceRow, rates: Rates): number =>
  priceScale ?? inBase(price, currency, rates);

/** Sets the base price; the one that is shown already stays, whatever its currency. */
export async function savePrice(context: Context, productId: number, price: number): Promise<void> {
  const { db, caller, now } = context;
  const stored = (await loadPrices(db, [productId])).get(productId);
  if (stored && shownPrice(stored, await loadRates(db)) === price) return;
  requireElementRight(caller, rights.priceEdit, '200040300030');
  const row = {
    price,
    priceScale: price,
    currency: await requireCurrency(db),
    timestampX: Math.floor(now / 1000),
  };
  if (stored) {
    await db.query.updateTable('price').set(row).where('id', '=', stored.id).execute();
    await tell(context, 'PRICE', 'UPDATE', stored.id);
    return;
  }
  const base = await db.first(isBase, {});
  if (!base) throw conflict('There is no base price type');
  const { id } = await db.query
    .insertInto('price')
    .values({
      ...row,
      productId,
      catalogGroupId: base.id,
      extraId: null,
      quantityFrom: null,
      quantityTo: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tell(context, 'PRICE', 'ADD', id);
}
