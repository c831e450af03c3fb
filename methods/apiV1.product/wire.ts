import { inBase, loadRates } from '../../catalog/prices/exchangeRates.ts';
import { seesPurchase } from '../../catalog/purchase.ts';
import { type Context, localTime, RowStream } from '../../src/core/index.ts';
import { inParts } from '../_shared/apiV1.ts';
import { loadPrices, shownPrice } from './money.ts';
import { imageIds, type ProductRow } from './queries.ts';

/** Fields without a counterpart in the Bitrix24 protocol, kept with the product as JSON. */
interface OwnFields {
  readonly product_dimension_id?: number | undefined;
  readonly product_inventory_id?: number | undefined;
}

const GRAMS = 1000;

/** Grams; what is less than a microgram of a kilogram is noise of the division. */
export const toGrams = (kg: number): number => Math.round(kg * GRAMS * 1e6) / 1e6;
const toKilograms = (g: number): number => Math.round((g / GRAMS) * 1e9) / 1e9;

/**
 * Products as this face answers them: null for what a product of the other protocol lacks, and for what the
 * caller may not know.
 */
export async function toApiV1(
  { db, caller }: Pick<Context, 'caller' | 'db'>,
  rows: readonly ProductRow[],
) {
  const seesCost = seesPurchase(caller);
  const rates = await loadRates(db);
  const ids = rows.map((row) => row.id);
  const [images, prices] = [await imageIds(db, ids), await loadPrices(db, ids)];
  return rows.map((row) => {
    const own: OwnFields = row.plain === null ? {} : JSON.parse(row.plain);
    const price = prices.get(row.id);
    const cost = seesCost ? row.purchasingPrice : null;
    return {
      id: row.id,
      name: row.name,
      description: row.detailText ?? '',
      sku: row.xmlId,
      category_id: row.iblockSectionId,
      price: price ? shownPrice(price, rates) : null,
      cost_price: cost === null ? null : inBase(cost, row.purchasingCurrency, rates),
      weight_kg: row.weight === null ? null : toKilograms(row.weight),
      is_active: row.active === 'Y',
      created_at: row.dateCreate === null ? null : localTime(new Date(row.dateCreate * 1000)),
      product_dimension_id: own.product_dimension_id ?? null,
      product_inventory_id: own.product_inventory_id ?? null,
      image_ids: images.get(row.id) ?? [],
    };
  });
}

/** All of them, part by part. */
export const productStream = (
  context: Pick<Context, 'caller' | 'db'>,
  read: (after: number, limit: number) => Promise<readonly ProductRow[]>,
): RowStream => {
  const parts = async function* () {
    for await (const rows of inParts(read)) yield await toApiV1(context, rows);
  };
  return new RowStream(parts());
};

/** The one product. */
export const oneToApiV1 = async (context: Pick<Context, 'caller' | 'db'>, row: ProductRow) =>
  (await toApiV1(context, [row]))[0];
