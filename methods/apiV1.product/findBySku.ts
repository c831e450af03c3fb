import { rights, useProducts } from '../../catalog/rights.ts';
import { invalid, isCleanText, read } from '../../src/core/index.ts';
import { invalidError, notFound, productError } from '../_shared/apiV1.ts';
import { bySku } from './queries.ts';
import { oneToApiV1 } from './wire.ts';

/** The product with exactly this article, or 404. */
export default read({
  about: 'Finds a product by its article.',
  scope: 'catalog',
  params: { sku: { type: 'string', description: 'Article' } },
  right: useProducts,
  asks: [rights.purchaseView],
  result: 'object',
  errors: [invalidError, productError],
  async run(context, { sku }) {
    const { db } = context;
    if (!isCleanText(sku)) throw invalid([{ field: 'sku', message: 'SKU must be a text' }]);
    const row = await db.first(bySku, { sku });
    if (!row) throw notFound(`Product not found with sku: ${sku}`);
    return oneToApiV1(context, row);
  },
});
