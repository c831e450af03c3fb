import { readImages } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
import { notFoundError } from '../_shared/apiV1.ts';
import { requireImage } from './queries.ts';
import { toApiV1 } from './wire.ts';

/** The image alone. */
export default read({
  about: 'Reads one image.',
  scope: 'catalog',
  params: { id: { type: 'integer', description: 'Image' } },
  right: readImages,
  result: 'object',
  errors: [notFoundError('Product image')],
  run: async (context, { id }) => toApiV1(await requireImage(context.db, id), context),
});
