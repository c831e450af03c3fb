import { rights, useProducts } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
import { productError } from '../_shared/plain.ts';
import { requireRow } from './queries.ts';
import { oneToPlain } from './wire.ts';

/** The product alone, of any catalog. */
export default read({
  about: 'Reads one product.',
  scope: 'catalog',
  params: { id: { type: 'integer', description: 'Product' } },
  right: useProducts,
  asks: [rights.purchaseView],
  result: 'object',
  errors: [productError],
  run: async (context, { id }) => oneToPlain(context, await requireRow(context.db, id)),
});
