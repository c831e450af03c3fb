import '../../schemas/extra.ts';
import '../../schemas/price.ts';
import '../../schemas/roundingRule.ts';
import type { Db } from '../../src/core/store.ts';
import type { Language } from '../language.ts';
import { insertPriceTypes } from '../priceTypes.ts';
import type { DemoProduct } from './product.ts';
import { shop } from './shop.ts';

const RETAIL = 1;
const WHOLESALE = 2;
const TRADE_DISCOUNT = { id: 1, percentage: -15 } as const;

interface PriceRow {
  readonly productId: number;
  readonly catalogGroupId: number;
  readonly price: number;
  readonly currency: string;
  readonly priceScale: number;
  readonly extraId: number | null;
  readonly quantityFrom: number | null;
  readonly quantityTo: number | null;
}

const toCents = (amount: number): number => Math.round(amount * 100) / 100;

/** Of a product with prices of its own: retail, from many on too, and of goods the trade's. */
function pricesOf(product: DemoProduct, rates: ReadonlyMap<string, number>): PriceRow[] {
  const { id: productId, type, price, bulk, currency = 'USD' } = product;
  if (price === undefined) return [];
  const row = (catalogGroupId: number, amount: number): PriceRow => ({
    productId,
    catalogGroupId,
    price: amount,
    currency,
    priceScale: Math.round(amount * (rates.get(currency) as number) * 1e4) / 1e4,
    extraId: null,
    quantityFrom: null,
    quantityTo: null,
  });
  const retail = bulk
    ? [
        { ...row(RETAIL, price), quantityFrom: 1, quantityTo: bulk.from - 1 },
        { ...row(RETAIL, bulk.price), quantityFrom: bulk.from },
      ]
    : [row(RETAIL, price)];
  if (type === 7) return retail;
  const { id: extraId, percentage } = TRADE_DISCOUNT;
  return [...retail, { ...row(WHOLESALE, toCents(price * (1 + percentage / 100))), extraId }];
}

/** A parent has the cheapest of its variations in each type (spec/catalog.md section 5.2). */
function cheapest(parentId: number, own: readonly PriceRow[]): PriceRow[] {
  const variations = new Set(shop.filter((o) => o.parentId === parentId).map(({ id }) => id));
  return [RETAIL, WHOLESALE].map((type) => {
    const [least] = own
      .filter((row) => row.catalogGroupId === type && variations.has(row.productId))
      .sort((a, b) => a.priceScale - b.priceScale);
    return { ...(least as PriceRow), productId: parentId, extraId: null };
  });
}

/** A second price type, how carts round, and the prices of the shop. */
export async function insertPrices(db: Db, now: number, language: Language): Promise<void> {
  const { query } = db;
  const wholesale = {
    en: 'Wholesale price',
    de: 'Großhandelspreis',
    ru: 'Оптовая цена',
  } as const;
  await insertPriceTypes(db, now, [
    {
      id: WHOLESALE,
      name: wholesale[language],
      xmlId: 'WHOLESALE',
      base: 'N',
      sort: 200,
      shown: wholesale,
    },
  ]);
  const discount = { en: 'Trade discount', ru: 'Оптовая скидка' };
  await query
    .insertInto('extra')
    .values({ ...TRADE_DISCOUNT, name: discount[language] })
    .execute();
  const rule = { createdBy: 1, modifiedBy: 1, dateCreate: now, dateModify: now };
  await query
    .insertInto('roundingRule')
    .values([
      { ...rule, catalogGroupId: RETAIL, price: 0, roundType: 1, roundPrecision: 0.05 },
      { ...rule, catalogGroupId: RETAIL, price: 100, roundType: 2, roundPrecision: 1 },
    ])
    .execute();

  const currencies = await query.selectFrom('currency').select(['currency', 'rate']).execute();
  const rates = new Map(currencies.map(({ currency, rate }) => [currency, rate]));
  const own = shop.flatMap((product) => pricesOf(product, rates));
  const parents = shop.filter(({ type }) => type === 3).flatMap(({ id }) => cheapest(id, own));
  await query
    .insertInto('price')
    .values([...own, ...parents].map((row) => ({ ...row, timestampX: now })))
    .execute();
}
