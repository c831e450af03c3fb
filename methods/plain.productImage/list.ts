import { readImages } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
import { invalidError, pageParams, rowsOf } from '../_shared/plain.ts';
import { listImages } from './queries.ts';
import { toPlain } from './wire.ts';

/** A bare array by id. */
export default read({
  about: 'Lists the images of all products.',
  scope: 'catalog',
  params: pageParams,
  right: readImages,
  result: 'list',
  errors: [invalidError],
  async run(context, params) {
    const images = await listImages(context.db, rowsOf(params));
    return images.map((image) => toPlain(image, context));
  },
});
