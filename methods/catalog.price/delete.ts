import { loadPrice } from '../../catalog/prices/prices.ts';
import { savePrices } from '../../catalog/prices/savePrices.ts';
import { changePrices } from '../../catalog/rights.ts';
import { price } from '../../schemas/price.ts';
import { notFoundRefusal, write } from '../../src/core/index.ts';

/** Bare `true`, or `price does not exist.`. */
export default write({
  about: 'Deletes one price.',
  scope: 'catalog',
  params: { id: { type: 'integer', description: 'Identifier' } },
  right: changePrices,
  result: 'true',
  errors: [notFoundRefusal('price')],
  entity: { schema: price },
  async run(context, { id }) {
    const { productId } = await loadPrice(context.db, id);
    await savePrices(context, productId, { remove: [id] });
    return true;
  },
});
