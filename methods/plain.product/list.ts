import { read } from '../../src/core/index.ts';
import { pageParams, rowsOf } from '../_shared/plain.ts';
import { useProducts } from '../_shared/rights.ts';
import { listRows } from './queries.ts';
import { toPlain } from './wire.ts';

/** A bare array by id: products, parents, variations and services alike. */
export default read({
  about: 'Lists the products of all catalogs.',
  scope: 'catalog',
  params: pageParams,
  right: useProducts,
  run: async ({ db }, params) => toPlain(db, await listRows(db, rowsOf(params))),
});
