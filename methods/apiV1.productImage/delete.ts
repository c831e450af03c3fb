import { touchElement } from '../../catalog/elements.ts';
import { changeImages, requireElementRight, rights } from '../../catalog/rights.ts';
import { write } from '../../src/core/index.ts';
import { notFoundError } from '../_shared/apiV1.ts';
import { deleteImage, imageNotFound } from './queries.ts';

/** Bare `true`, or 404. */
export default write({
  about: 'Deletes an image.',
  scope: 'catalog',
  params: { id: { type: 'integer', description: 'Image' } },
  right: changeImages,
  asks: [rights.elementEdit],
  result: 'true',
  errors: [['200040300020', 'Access Denied'], notFoundError('Product image')],
  async run(context, { id }) {
    const { caller, db, files } = context;
    requireElementRight(caller, rights.elementEdit, '200040300020');
    const deleted = await db.first(deleteImage, { id });
    if (!deleted) throw imageNotFound(id);
    files.drop([deleted.hash]);
    await touchElement(context, deleted.productId);
    return true;
  },
});
