import { deleteProduct } from '../../catalog/products/deleteProduct.ts';
import { requireElementRight, rights, useProducts } from '../../catalog/rights.ts';
import { usedError } from '../../catalog/stock/detachFromDocuments.ts';
import { write } from '../../src/core/index.ts';
import { productError, requireProduct } from '../_shared/apiV1.ts';

/** Bare `true`, or 404. Variations, prices and images go with the product. */
export default write({
  about: 'Deletes a product with all that hangs on it.',
  scope: 'catalog',
  params: { id: { type: 'integer', description: 'Product' } },
  right: useProducts,
  asks: [rights.productDelete],
  result: 'true',
  errors: [productError, ['200040300040', 'Access Denied'], usedError],
  async run(context, { id }) {
    await requireProduct(context.db, id);
    requireElementRight(context.caller, rights.productDelete, '200040300040');
    await deleteProduct(context, id, 'product');
    return true;
  },
});
