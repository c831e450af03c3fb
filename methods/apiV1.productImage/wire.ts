import { detailPath } from '../../catalog/images/imageAnswer.ts';
import type { PlacedImage } from '../../catalog/images/imageRows.ts';
import type { Context } from '../../src/core/index.ts';

/** Where an image is found: at its own address, or at the public path of this server. */
export const urlOf = (image: PlacedImage, { links }: Pick<Context, 'links'>): string =>
  image.url ?? links.absolute(detailPath(image));

/** An image as this face answers it; an image without a text has no `altText`. */
export const toApiV1 = (image: PlacedImage, context: Pick<Context, 'links'>) => ({
  id: image.id,
  productId: image.productId,
  imageUrl: urlOf(image, context),
  ...(image.altText === null ? {} : { altText: image.altText }),
  displayOrder: image.displayOrder,
  type: image.type,
});
