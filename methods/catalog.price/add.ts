import { checkPrices, priceErrors } from '../../catalog/prices/checkPrices.ts';
import { answerPrice, plainPrice, pricesOf, readPrice } from '../../catalog/prices/prices.ts';
import { savePrices } from '../../catalog/prices/savePrices.ts';
import { changePrices } from '../../catalog/rights.ts';
import { type PriceRow, price } from '../../schemas/price.ts';
import { requireFields, saveRefusals, write } from '../../src/core/index.ts';

/** `{ price }`. The refusals of what is given stand in `checkPrices`. */
export default write({
  about: 'Adds one price to a product.',
  scope: 'catalog',
  params: { fields: { type: 'array', names: 'keys', description: 'Field values' } },
  right: changePrices,
  result: { row: 'price' },
  errors: [...saveRefusals(price, 'add'), ...priceErrors],
  entity: { schema: price },
  async run(context, { fields }) {
    const { db } = context;
    requireFields(price, fields);
    const { productId, ...given } = readPrice(fields, 'add') as PriceRow;
    const draft = { ...plainPrice, ...given };
    await checkPrices(db, productId, [draft], [...(await pricesOf(db, productId)), draft]);
    const [id] = await savePrices(context, productId, { save: [draft] });
    return { price: await answerPrice(db, id as number) };
  },
});
