import { rights, useProducts } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
import { invalidError, pageParams, rowsOf } from '../_shared/apiV1.ts';
import { listRows, rowsAfter } from './queries.ts';
import { productStream, toApiV1 } from './wire.ts';

/** A bare array by id: products, parents, variations and services alike. */
export default read({
  about: 'Lists the products of all catalogs.',
  scope: 'catalog',
  params: pageParams,
  right: useProducts,
  asks: [rights.purchaseView],
  result: 'list',
  errors: [invalidError],
  async run(context, params) {
    const { db } = context;
    const page = rowsOf(params);
    if (page) return toApiV1(context, await listRows(db, page));
    return productStream(context, (after, limit) => db.all(rowsAfter, { after, limit }));
  },
});
