import { readImages } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
import { notFound, notFoundError } from '../_shared/apiV1.ts';
import { ofOneProduct } from './params.ts';
import { imagesInOrder } from './queries.ts';
import { toApiV1 } from './wire.ts';

/** The first image of a product in its order, or 404. */
export default read({
  about: 'Reads the primary image of a product.',
  scope: 'catalog',
  params: ofOneProduct,
  right: readImages,
  result: 'object',
  errors: [notFoundError('Primary image')],
  async run(context, { productId }) {
    const image = await context.db.first(imagesInOrder, { productId });
    if (!image) throw notFound(`Primary image not found for product with id: ${productId}`);
    return toApiV1(image, context);
  },
});
