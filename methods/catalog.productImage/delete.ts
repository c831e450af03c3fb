import { missing, write } from '../../src/core/index.ts';
import { requireElement } from '../_shared/elements.ts';
import { changeImages, requireElementRight, rights } from '../_shared/rights.ts';
import { oneImage } from './params.ts';
import { deleteImageOfProduct } from './queries.ts';

/** Bare `true`. The bytes go with the last image that has them. */
export default write({
  about: 'Removes an image from a product.',
  scope: 'catalog',
  params: oneImage,
  right: changeImages,
  async run(context, { id, productId }) {
    await requireElement(context, productId);
    requireElementRight(context.caller, rights.elementEdit, '200040300020');
    const deleted = await context.db.first(deleteImageOfProduct, { id, productId });
    if (!deleted) throw missing('productImage');
    context.files.drop([deleted.hash]);
    return true;
  },
});
