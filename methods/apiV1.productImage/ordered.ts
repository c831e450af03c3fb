import { readImages } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
import { ofOneProduct } from './params.ts';
import { imagesInOrder } from './queries.ts';
import { toApiV1 } from './wire.ts';

/** A bare array by displayOrder, then id; empty for an unknown product. */
export default read({
  about: 'Lists the images of a product in their order.',
  scope: 'catalog',
  params: ofOneProduct,
  right: readImages,
  result: 'list',
  async run(context, { productId }) {
    const images = await context.db.all(imagesInOrder, { productId });
    return images.map((image) => toApiV1(image, context));
  },
});
