import { rights, useProducts } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
import { productError } from '../_shared/apiV1.ts';
import { requireRow } from './queries.ts';
import { oneToApiV1 } from './wire.ts';

/** The product alone, of any catalog. */
export default read({
  about: 'Reads one product.',
  scope: 'catalog',
  params: { id: { type: 'integer', description: 'Product' } },
  right: useProducts,
  asks: [rights.purchaseView],
  result: 'object',
  errors: [productError],
  run: async (context, { id }) => oneToApiV1(context, await requireRow(context.db, id)),
});
