import { rights, useProducts } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
import { invalidError, pageParams, rowsOf } from '../_shared/apiV1.ts';
import { listRows } from './queries.ts';
import { toApiV1 } from './wire.ts';

/** A bare array by id: products, parents, variations and services alike. */
export default read({
  about: 'Lists the products of all catalogs.',
  scope: 'catalog',
  params: pageParams,
  right: useProducts,
  asks: [rights.purchaseView],
  result: 'list',
  errors: [invalidError],
  run: async (context, params) => toApiV1(context, await listRows(context.db, rowsOf(params))),
});
