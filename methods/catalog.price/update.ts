import { checkPrices, priceErrors } from '../../catalog/prices/checkPrices.ts';
import {
  answerPrice,
  loadPrice,
  noPriceToChange,
  priceMissing,
  pricesOf,
  readPrice,
  toDraft,
} from '../../catalog/prices/prices.ts';
import { savePrices } from '../../catalog/prices/savePrices.ts';
import { changePrices } from '../../catalog/rights.ts';
import { price } from '../../schemas/price.ts';
import { requireFields, saveRefusals, write } from '../../src/core/index.ts';

/** `{ price }`. The documentation wants the amount and the currency, a portal takes either alone. */
export default write({
  about: 'Changes one price.',
  scope: 'catalog',
  params: {
    id: { type: 'integer', description: 'Identifier' },
    fields: { type: 'array', names: 'keys', description: 'Field values' },
  },
  right: changePrices,
  result: { row: 'price' },
  errors: [...saveRefusals(price, 'add'), ...priceMissing, ...priceErrors],
  entity: { schema: price },
  async run(context, { id, fields }) {
    const { db, profile } = context;
    if (profile === 'documented') requireFields(price, fields, ['price', 'currency']);
    const stored = await loadPrice(db, id, () => noPriceToChange(context));
    const { productId } = stored;
    const draft = toDraft({ ...stored, ...readPrice(fields, 'update') });
    const others = (await pricesOf(db, productId)).filter((row) => row.id !== id);
    await checkPrices(db, productId, [draft], [...others, draft]);
    await savePrices(context, productId, { save: [draft] });
    return { price: await answerPrice(db, id) };
  },
});
