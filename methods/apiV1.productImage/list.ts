import { readImages } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
import { invalidError, pageParams, rowsOf } from '../_shared/apiV1.ts';
import { listImages } from './queries.ts';
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
    const images = await listImages(context.db, rowsOf(params));
    return images.map((image) => toApiV1(image, context));
  },
});
