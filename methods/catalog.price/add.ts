import { type PriceRow, price } from '../../schemas/price.ts';
import { requireFields, savedErrors, write } from '../../src/core/index.ts';
import { checkPrices, priceErrors } from '../_shared/prices/check.ts';
import { answerPrice, plainPrice, pricesOf, readPrice } from '../_shared/prices/rows.ts';
import { savePrices } from '../_shared/prices/save.ts';
import { changePrices } from '../_shared/rights.ts';

/** `{ price }`. The refusals of what is given stand in `checkPrices`. */
export default write({
  about: 'Adds one price to a product.',
  scope: 'catalog',
  params: { fields: { type: 'array', description: 'Field values' } },
  right: changePrices,
  result: { row: 'price' },
  errors: [...savedErrors(price, 'add'), ...priceErrors],
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
