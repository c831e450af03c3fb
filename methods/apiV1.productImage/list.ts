import type { PlacedImage } from '../../catalog/images/imageRows.ts';
import { readImages } from '../../catalog/rights.ts';
import { RowStream, read } from '../../src/core/index.ts';
import { inParts, invalidError, pageParams, rowsOf } from '../_shared/apiV1.ts';
import { imagesAfter, listImages } from './queries.ts';
import { toApiV1 } from './wire.ts';

/** A bare array by id. */
export default read({
  about: 'Lists the images of all products.',
  scope: 'catalog',
  params: pageParams,
  right: readImages,
  result: 'list',
  errors: [invalidError],
  async run(context, params) {
    const { db } = context;
    const sent = (images: readonly PlacedImage[]) => images.map((image) => toApiV1(image, context));
    const page = rowsOf(params);
    if (page) return sent(await listImages(db, page));
    const parts = async function* () {
      const read = (after: number, limit: number) => db.all(imagesAfter, { after, limit });
      for await (const images of inParts(read)) yield sent(images);
    };
    return new RowStream(parts());
  },
});
