import { storeUploads } from '../../../catalog/products/pictures.ts';
import { updateErrors } from '../../../catalog/products/productRefusals.ts';
import { answerProduct } from '../../../catalog/products/products.ts';
import { updateProduct } from '../../../catalog/products/saveProduct.ts';
import { rights } from '../../../catalog/rights.ts';
import type { ProductKind } from '../../../schemas/product.ts';
import { write } from '../../../src/core/index.ts';
import { fields, id, methodOf, savedKey } from './shared.ts';

/** `{ <kind>: row }`, for products `{ element: row }`. */
export const updateOf = (kind: ProductKind) =>
  write({
    ...methodOf(kind),
    about: `Changes one ${kind.name}; the kind is checked against the catalog, not the product.`,
    params: { id, fields },
    result: { row: savedKey(kind) },
    asks: [rights.elementEdit, rights.productEdit, rights.purchaseView],
    errors: updateErrors(kind),
    before: (context, params) => storeUploads(context, params.fields),
    async run(context, params, uploads) {
      await updateProduct(context, kind, params.id, params.fields, uploads);
      return { [savedKey(kind)]: await answerProduct(context, params.id, kind.name) };
    },
  });
