import { touchElement } from '../../catalog/elements.ts';
import { changeImages, requireElementRight, rights } from '../../catalog/rights.ts';
import { invalid, type PhpArray, write } from '../../src/core/index.ts';
import { invalidError, productError, requireProduct } from '../_shared/apiV1.ts';
import { ofOneProduct } from './params.ts';
import { imagesInOrder, placeImage } from './queries.ts';
import { toApiV1 } from './wire.ts';

/** The ids wanted, then those that were not named, as they stand. Throws `invalid`. */
function newOrder(asked: PhpArray, present: readonly number[]): Set<number> {
  const known = new Set(present);
  const order = new Set<number>();
  const refuse = (message: string) => invalid([{ field: 'imageIds', message }]);
  for (const id of Object.values(asked) as unknown[]) {
    if (typeof id !== 'number' || !Number.isSafeInteger(id))
      throw refuse('Image IDs must be integers');
    if (!known.has(id)) throw refuse(`Product image not found with id: ${id}`);
    if (order.has(id)) throw refuse(`Image IDs name ${id} twice`);
    order.add(id);
  }
  return new Set([...order, ...present]);
}

/** The product's images in the new order, `displayOrder` from 1. */
export default write({
  about: 'Puts the images of a product in order.',
  scope: 'catalog',
  params: {
    ...ofOneProduct,
    imageIds: { type: 'array', description: 'Images in the order wanted; the others follow' },
  },
  right: changeImages,
  asks: [rights.elementEdit],
  result: 'list',
  errors: [['200040300020', 'Access Denied'], productError, invalidError],
  async run(context, { productId, imageIds }) {
    const { caller, db } = context;
    requireElementRight(caller, rights.elementEdit, '200040300020');
    await requireProduct(db, productId);
    const present = await db.all(imagesInOrder, { productId });
    let displayOrder = 0;
    for (const id of newOrder(
      imageIds,
      present.map((image) => image.id),
    )) {
      displayOrder += 1;
      await db.first(placeImage, { id, displayOrder });
    }
    await touchElement(context, productId);
    const images = await db.all(imagesInOrder, { productId });
    return images.map((image) => toApiV1(image, context));
  },
});
