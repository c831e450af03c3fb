import { storeUploads } from '../../../catalog/products/pictures.ts';
import { addErrors } from '../../../catalog/products/productRefusals.ts';
import { answerProduct } from '../../../catalog/products/products.ts';
import { addProduct } from '../../../catalog/products/saveProduct.ts';
import { rights } from '../../../catalog/rights.ts';
import type { ProductKind } from '../../../schemas/product.ts';
import { write } from '../../../src/core/index.ts';
import { fields, methodOf, savedKey } from './shared.ts';

/** `{ <kind>: row }`, for products `{ element: row }`. */
export const addOf = (kind: ProductKind) =>
  write({
    ...methodOf(kind),
    about: `Adds one ${kind.name}.`,
    params: { fields },
    result: { row: savedKey(kind) },
    asks: [rights.elementEdit, rights.productAdd, rights.purchaseView],
    errors: addErrors(kind),
    before: (context, params) => storeUploads(context, params.fields),
    async run(context, params, uploads) {
      const added = await addProduct(context, kind, params.fields, uploads);
      return { [savedKey(kind)]: await answerProduct(context, added, kind.name) };
    },
  });
