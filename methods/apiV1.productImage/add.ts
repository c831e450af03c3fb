import { touchElement } from '../../catalog/elements.ts';
import { imageErrors } from '../../catalog/images/imageContent.ts';
import { insertImage } from '../../catalog/images/imageRows.ts';
import { photoErrors, requirePhotoProperty } from '../../catalog/images/photoProperty.ts';
import { changeImages, requireElementRight, rights } from '../../catalog/rights.ts';
import { write } from '../../src/core/index.ts';
import { invalidError, productError, requireProduct } from '../_shared/apiV1.ts';
import { imageParams, linkTo, readImage, storeUpload } from './content.ts';
import { toApiV1 } from './wire.ts';

/** The stored image, of type MORE_PHOTO. */
export default write({
  about: 'Adds an image to a product: by its address, as a data URL or as a file.',
  scope: 'catalog',
  params: imageParams,
  right: changeImages,
  asks: [rights.elementEdit],
  result: 'object',
  errors: [
    ['200040300020', 'Access Denied'],
    invalidError,
    productError,
    ...imageErrors,
    ...photoErrors,
  ],

  async before(context, { fields, fileContent }) {
    requireElementRight(context.caller, rights.elementEdit, '200040300020');
    const image = readImage(fields, { ignoreUrl: fileContent !== undefined });
    await requireProduct(context.db, image.productId);
    const stored = await storeUpload(context, image, fileContent);
    return { image, content: stored ?? linkTo(image.imageUrl as string) };
  },

  async run(context, _params, { image, content }) {
    const { iblockId } = await requireProduct(context.db, image.productId);
    await requirePhotoProperty(context.db, iblockId);
    const { productId, altText, displayOrder } = image;
    const place = { productId, type: 'MORE_PHOTO', altText, displayOrder } as const;
    const stored = await insertImage(context, place, content);
    await touchElement(context, productId);
    return toApiV1(stored, context);
  },
});
