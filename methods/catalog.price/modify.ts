import { checkPrices, priceErrors } from '../../catalog/prices/checkPrices.ts';
import {
  noPriceToChange,
  type PriceDraft,
  plainPrice,
  priceCodec,
  priceMissing,
  pricesOf,
  readPrice,
  toDraft,
} from '../../catalog/prices/prices.ts';
import { savePrices } from '../../catalog/prices/savePrices.ts';
import { changePrices } from '../../catalog/rights.ts';
import type { PriceRow } from '../../schemas/price.ts';
import { price } from '../../schemas/price.ts';
import {
  type Context,
  idOf,
  type PhpArray,
  type Profile,
  type Row,
  refusal,
  saveRefusals,
  textOf,
  write,
} from '../../src/core/index.ts';

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const entriesOf = (value: unknown): Row =>
  typeof value === 'object' && value !== null ? (value as Row) : {};

const own = (row: Row, name: string): unknown => (Object.hasOwn(row, name) ? row[name] : undefined);

/** A price has an id where it is to be changed; 0 is none, as in a form. */
const hasId = (item: Row): boolean => isGiven(own(item, 'id')) && textOf(item.id) !== '0';

/** The product and the items of its price set, or the texts of what is absent. */
function readSet(fields: PhpArray, profile: Profile) {
  const product = entriesOf(own(fields as Row, 'product'));
  const items = Object.values(entriesOf(own(product, 'prices'))).map(entriesOf);
  const absent = [
    ...(isGiven(own(product, 'id')) ? [] : ['[product][id]']),
    ...(items.length > 0 ? [] : ['[product][prices][]']),
  ];
  if (absent.length > 0) throw refusal('0', `Required fields: ${absent.join(', ')}`);
  for (const [index, item] of items.entries()) requireItem(item, index, profile);
  return { productId: idOf(product.id), items };
}

/** The documentation names the fields, a portal their item too. */
function requireItem(item: Row, index: number, profile: Profile): void {
  const required = hasId(item) ? ['price', 'currency'] : ['catalogGroupId', 'price', 'currency'];
  const absent = required.filter((name) => !isGiven(own(item, name))).join(', ');
  if (absent === '') return;
  const text = profile === 'documented' ? absent : `[prices][${index}] - ${absent}.`;
  throw refusal('0', `Required fields: ${text}`);
}

/** A new price, or the stored one with what is given; its type stays (spec/catalog.md section 5.7). */
function toChange(context: Context, item: Row, stored: ReadonlyMap<string, PriceRow>): PriceDraft {
  if (!hasId(item)) return { ...plainPrice, ...toDraft(readPrice(item, 'add') as PriceRow) };
  const row = stored.get(textOf(item.id));
  if (!row) throw noPriceToChange(context);
  return toDraft({ ...row, ...readPrice(item, 'update') });
}

/**
 * `{ prices }` in the order given. Prices with an id are changed, those without are added, those of
 * the product that are not named are deleted: all of it or nothing.
 */
export default write({
  about: 'Replaces all prices of a product.',
  scope: 'catalog',
  params: {
    fields: { type: 'array', names: 'keys', description: '`{ product: { id, prices: [...] } }`' },
  },
  right: changePrices,
  result: { rows: 'prices' },
  errors: [
    ...saveRefusals(price, 'add'),
    ...priceMissing,
    ['0', 'A price is named twice'],
    ...priceErrors,
  ],
  async run(context, { fields }) {
    const { db, profile } = context;
    const { productId, items } = readSet(fields, profile);
    const stored = new Map((await pricesOf(db, productId)).map((row) => [String(row.id), row]));
    const save = items.map((item) => toChange(context, item, stored));
    const kept = save.flatMap(({ id }) => id ?? []);
    const named = new Set(kept);
    if (named.size < kept.length) throw refusal('0', 'A price is named twice');
    await checkPrices(db, productId, save, save);

    const remove = [...stored.values()].map(({ id }) => id).filter((id) => !named.has(id));
    const ids = await savePrices(context, productId, { remove, save });
    const rows = new Map((await pricesOf(db, productId)).map((row) => [row.id, row]));
    return { prices: ids.map((id) => priceCodec.castOut(rows.get(id) as PriceRow)) };
  },
});
