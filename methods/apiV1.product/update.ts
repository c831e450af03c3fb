import { noUploads } from '../../catalog/products/pictures.ts';
import { updateProduct } from '../../catalog/products/saveProduct.ts';
import { rights, useProducts } from '../../catalog/rights.ts';
import { productKinds } from '../../schemas/product.ts';
import { write } from '../../src/core/index.ts';
import { productError } from '../_shared/apiV1.ts';
import { requireRow } from './queries.ts';
import { productErrors, productFields, readProduct, saveRest, toElement } from './save.ts';
import { oneToApiV1 } from './wire.ts';

/** The product as it is now. */
export default write({
  about: 'Replaces the fields of a product.',
  scope: 'catalog',
  params: { id: { type: 'integer', description: 'Product' }, fields: productFields },
  right: useProducts,
  asks: [rights.elementEdit, rights.productEdit, rights.priceEdit, rights.purchaseView],
  result: 'object',
  errors: [productError, ...productErrors],
  async run(context, { id, fields }) {
    const { db } = context;
    const stored = await requireRow(db, id);
    const product = await readProduct(db, fields, stored);
    const element = await toElement(context, product, stored);
    await updateProduct(context, productKinds.product, id, element, noUploads);
    await saveRest(context, id, product);
    return oneToApiV1(context, await requireRow(db, id));
  },
});
