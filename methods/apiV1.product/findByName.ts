import { rights, useProducts } from '../../catalog/rights.ts';
import { invalid, isCleanText, read } from '../../src/core/index.ts';
import { invalidError } from '../_shared/apiV1.ts';
import { findByName } from './queries.ts';
import { productStream } from './wire.ts';

const MAX_PATTERN = 255;

/** A bare array by id. */
export default read({
  about: 'Finds products by a part of their name, in any case.',
  scope: 'catalog',
  params: { name: { type: 'string', description: 'Part of the name, at most 255 characters' } },
  right: useProducts,
  asks: [rights.purchaseView],
  result: 'list',
  errors: [invalidError],
  async run(context, { name }) {
    if (!isCleanText(name) || name.length > MAX_PATTERN) {
      const message = `Name must be a text of at most ${MAX_PATTERN} characters`;
      throw invalid([{ field: 'name', message }]);
    }
    return productStream(context, (after, limit) => findByName(context.db, name, { after, limit }));
  },
});
