import { rights, useProducts } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
import { invalidError, pageParams, rowsOf } from '../_shared/plain.ts';
import { listRows } from './queries.ts';
import { toPlain } from './wire.ts';

/** A bare array by id: products, parents, variations and services alike. */
export default read({
  about: 'Lists the products of all catalogs.',
  scope: 'catalog',
  params: pageParams,
  right: useProducts,
  asks: [rights.purchaseView],
  result: 'list',
  errors: [invalidError],
  run: async (context, params) => toPlain(context, await listRows(context.db, rowsOf(params))),
});
