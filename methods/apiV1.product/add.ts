import { noUploads } from '../../catalog/products/pictures.ts';
import { addProduct } from '../../catalog/products/saveProduct.ts';
import { rights, useProducts } from '../../catalog/rights.ts';
import { productKinds } from '../../schemas/product.ts';
import { type Db, prepare, write } from '../../src/core/index.ts';
import { conflict } from '../_shared/apiV1.ts';
import { requireRow } from './queries.ts';
import { productErrors, productFields, readProduct, saveRest, toElement } from './save.ts';
import { oneToApiV1 } from './wire.ts';

const firstCatalog = prepare<object>()((db) =>
  db
    .selectFrom('catalog')
    .select('iblockId')
    .where('productIblockId', 'is', null)
    .orderBy('id')
    .limit(1),
);

/** New products go to the first catalog that holds no variations of another one. */
async function requireProductCatalog(db: Db): Promise<number> {
  const catalog = await db.first(firstCatalog, {});
  if (!catalog) throw conflict('There is no product catalog');
  return catalog.iblockId;
}

/** The product as it is stored. */
export default write({
  about: 'Adds a product to the product catalog.',
  scope: 'catalog',
  params: { fields: productFields },
  right: useProducts,
  asks: [rights.elementEdit, rights.productAdd, rights.priceEdit, rights.purchaseView],
  result: 'object',
  errors: productErrors,
  async run(context, { fields }) {
    const { db } = context;
    const product = await readProduct(db, fields);
    const element = {
      ...(await toElement(context, product)),
      iblockId: await requireProductCatalog(db),
    };
    const id = await addProduct(context, productKinds.product, element, noUploads);
    await saveRest(context, id, product);
    return oneToApiV1(context, await requireRow(db, id));
  },
});
