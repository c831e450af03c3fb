import { touchElement } from '../../catalog/elements.ts';
import { imageErrors } from '../../catalog/images/imageContent.ts';
import {
  contentColumns,
  deletePlace,
  lastPlace,
  type PlacedImage,
} from '../../catalog/images/imageRows.ts';
import { photoErrors, requirePhotoProperty } from '../../catalog/images/photoProperty.ts';
import { changeImages, requireElementRight, rights } from '../../catalog/rights.ts';
import { type Context, type PhpArray, write } from '../../src/core/index.ts';
import { invalidError, notFoundError, productError, requireProduct } from '../_shared/apiV1.ts';
import { imageParams, linkTo, readImage, storeUpload } from './content.ts';
import { requireImage } from './queries.ts';
import { toApiV1, urlOf } from './wire.ts';

/** What the image shall be, from what it is and what was sent. */
type Merge = (stored: PlacedImage, fields: PhpArray, context: Context) => PhpArray;

/** A new product must take the image; a detail or preview picture replaces the one there. */
async function requirePlace(context: Context, { type }: PlacedImage, productId: number) {
  const { iblockId } = await requireProduct(context.db, productId);
  if (type === 'MORE_PHOTO') await requirePhotoProperty(context.db, iblockId);
  else await deletePlace(context, productId, type);
}

/** Changes an image. The address that it has, sent back, leaves its content in place. */
export function changeImage(about: string, merge: Merge) {
  const readWhole = (
    context: Context,
    stored: PlacedImage,
    { fields, fileContent }: { fields: PhpArray; fileContent: PhpArray | undefined },
  ) => {
    const whole = merge(stored, fields, context);
    const kept = (whole as { imageUrl?: unknown }).imageUrl === urlOf(stored, context);
    return readImage(whole, { ignoreUrl: kept || fileContent !== undefined });
  };

  return write({
    about,
    scope: 'catalog',
    params: { id: { type: 'integer', description: 'Image' }, ...imageParams },
    right: changeImages,
    asks: [rights.elementEdit],
    result: 'object',
    errors: [
      ['200040300020', 'Access Denied'],
      notFoundError('Product image'),
      invalidError,
      productError,
      ...imageErrors,
      ...photoErrors,
    ],

    async before(context, params) {
      requireElementRight(context.caller, rights.elementEdit, '200040300020');
      const image = readWhole(context, await requireImage(context.db, params.id), params);
      await requireProduct(context.db, image.productId);
      return storeUpload(context, image, params.fileContent);
    },

    async run(context, params, upload) {
      const { id } = params;
      const stored = await requireImage(context.db, id);
      const image = readWhole(context, stored, params);
      const { productId, imageUrl, altText = null, displayOrder } = image;
      const moved = productId !== stored.productId;
      if (moved) await requirePlace(context, stored, productId);

      const content = upload ?? (imageUrl === undefined ? undefined : linkTo(imageUrl));
      await context.db.query
        .updateTable('file')
        .set((eb) => ({
          productId,
          altText,
          displayOrder: displayOrder ?? (moved ? lastPlace(productId)(eb) : stored.displayOrder),
          ...(content ? contentColumns(content, context.now) : {}),
        }))
        .where('id', '=', id)
        .execute();
      if (content) context.files.drop([stored.hash]);
      for (const product of new Set([stored.productId, productId])) {
        await touchElement(context, product);
      }
      return toApiV1(await requireImage(context.db, id), context);
    },
  });
}
