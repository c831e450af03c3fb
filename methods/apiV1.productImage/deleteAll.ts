import { touchElement } from '../../catalog/elements.ts';
import { changeImages, requireElementRight, rights } from '../../catalog/rights.ts';
import { write } from '../../src/core/index.ts';
import { ofOneProduct } from './params.ts';
import { deleteImages } from './queries.ts';

/** Bare `true`, also where there was none. */
export default write({
  about: 'Deletes all images of a product.',
  scope: 'catalog',
  params: ofOneProduct,
  right: changeImages,
  asks: [rights.elementEdit],
  result: 'true',
  errors: [['200040300020', 'Access Denied']],
  async run(context, { productId }) {
    const { caller, db, files } = context;
    requireElementRight(caller, rights.elementEdit, '200040300020');
    const deleted = await db.all(deleteImages, { productId });
    files.drop(deleted.map(({ hash }) => hash));
    if (deleted.length > 0) await touchElement(context, productId);
    return true;
  },
});
