import { inBase, loadRates } from '../../catalog/prices/exchangeRates.ts';
import { seesPurchase } from '../../catalog/purchase.ts';
import { apiV1Product } from '../../schemas/apiV1Product.ts';
import {
  type BodyOf,
  type Context,
  createCheck,
  type Db,
  invalid,
  type PhpArray,
  type Refusal,
} from '../../src/core/index.ts';
import { conflict, conflictError, invalidError } from '../_shared/apiV1.ts';
import { requireCurrency, savePrice } from './money.ts';
import { bySku, type ProductRow, sectionById } from './queries.ts';
import { toGrams } from './wire.ts';

type ApiV1Product = BodyOf<typeof apiV1Product>;

const check = createCheck(apiV1Product);

/** The argument that describes a product. */
export const productFields = {
  type: 'array',
  description: 'Fields of the product, in snake_case; all that are required',
} as const;

/** Throws `invalid`, or 409 for an article that another product has. */
export async function readProduct(
  db: Db,
  fields: PhpArray,
  stored?: ProductRow,
): Promise<ApiV1Product> {
  const product = check(fields);
  const { category_id: id, sku } = product;
  if (!(await db.first(sectionById, { id }))) {
    throw invalid([{ field: 'category_id', message: `Category not found with id: ${id}` }]);
  }
  if (sku !== stored?.xmlId && (await db.first(bySku, { sku }))) {
    throw conflict(`Product already exists with sku: ${sku}`);
  }
  return product;
}

/**
 * The same product in the fields of catalog.product. A purchasing price as shown stays, and so does one
 * that the caller is not shown.
 */
export async function toElement(
  { db, caller }: Pick<Context, 'caller' | 'db'>,
  product: ApiV1Product,
  stored?: ProductRow,
) {
  const cost = product.cost_price;
  const shown = stored?.purchasingPrice ?? null;
  const kept =
    (stored !== undefined && !seesPurchase(caller)) ||
    (shown !== null &&
      inBase(shown, stored?.purchasingCurrency ?? null, await loadRates(db)) === cost);
  return {
    name: product.name,
    detailText: product.description,
    xmlId: product.sku,
    iblockSectionId: product.category_id,
    active: product.is_active ? 'Y' : 'N',
    weight: toGrams(product.weight_kg),
    ...(kept ? {} : { purchasingPrice: cost, purchasingCurrency: await requireCurrency(db) }),
  };
}

/** Saves what is not a field of catalog.product: the price and the fields of this face alone. */
export async function saveRest(context: Context, id: number, product: ApiV1Product): Promise<void> {
  const { product_dimension_id, product_inventory_id } = product;
  const plain = JSON.stringify({ product_dimension_id, product_inventory_id });
  await context.db.query
    .updateTable('product')
    .set({ plain: plain === '{}' ? null : plain })
    .where('id', '=', id)
    .execute();
  await savePrice(context, id, product.price);
}

/** What reading and saving a product refuses on this face. */
export const productErrors: readonly Refusal[] = [
  invalidError,
  ['200040300043', 'Access Denied'],
  ['200040300040', 'Access Denied'],
  ['200040300030', 'Access Denied'],
  conflictError('Product already exists with sku: …'),
  conflictError('There is no …'),
];
