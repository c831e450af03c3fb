import { requireElement, touchElement } from '../../catalog/elements.ts';
import { changeImages, rights } from '../../catalog/rights.ts';
import { productImage } from '../../schemas/productImage.ts';
import { may, refusal, write } from '../../src/core/index.ts';
import { missingImage, notFoundRefusals } from './missing.ts';
import { oneImage } from './params.ts';
import { deleteImageOfProduct } from './queries.ts';

/** Bare `true`. The bytes go with the last image that has them. */
export default write({
  about: 'Removes an image from a product.',
  scope: 'catalog',
  params: oneImage,
  right: changeImages,
  asks: [rights.elementEdit],
  result: 'true',
  errors: [...notFoundRefusals],
  entity: { schema: productImage },
  async run(context, { id, productId }) {
    if (!may(context.caller, rights.elementEdit)) {
      await requireElement(context, productId);
      throw refusal('200040300020', 'Access Denied');
    }
    const deleted = await context.db.first(deleteImageOfProduct, { id, productId });
    if (!deleted) throw await missingImage(context, productId);
    context.files.drop([deleted.hash]);
    await touchElement(context, productId);
    return true;
  },
});
