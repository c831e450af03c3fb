import { missing, read } from '../../src/core/index.ts';
import { requireElement } from '../_shared/elements.ts';
import { toWire } from '../_shared/images.ts';
import { readImages } from '../_shared/rights.ts';
import { oneImage } from './params.ts';
import { imageOfProduct } from './queries.ts';

/** `{ productImage }`. An image of another product is missing here. */
export default read({
  about: 'Reads one image of a product.',
  scope: 'catalog',
  params: oneImage,
  right: readImages,
  async run(context, { id, productId }) {
    await requireElement(context, productId);
    const image = await context.db.first(imageOfProduct, { id, productId });
    if (!image) throw missing('productImage');
    return { productImage: toWire(image, context) };
  },
});
