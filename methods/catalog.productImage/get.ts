import { toWire } from '../../catalog/images/imageAnswer.ts';
import { readImages } from '../../catalog/rights.ts';
import { productImage } from '../../schemas/productImage.ts';
import { read } from '../../src/core/index.ts';
import { missingImage, notFoundRefusals } from './missing.ts';
import { oneImage } from './params.ts';
import { imageOfProduct } from './queries.ts';

/** `{ productImage }`. An image of another product is missing here. */
export default read({
  about: 'Reads one image of a product.',
  scope: 'catalog',
  params: oneImage,
  right: readImages,
  result: { row: 'productImage' },
  errors: [...notFoundRefusals],
  entity: { schema: productImage },
  async run(context, { id, productId }) {
    const image = await context.db.first(imageOfProduct, { id, productId });
    if (!image) throw await missingImage(context, productId);
    return { productImage: toWire(image, context) };
  },
});
