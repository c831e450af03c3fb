import { deleteProduct } from '../../../catalog/products/deleteProduct.ts';
import { deleteErrors } from '../../../catalog/products/productRefusals.ts';
import { requireCatalog } from '../../../catalog/products/productRules.ts';
import { loadProduct } from '../../../catalog/products/products.ts';
import { requireElementRight, rights } from '../../../catalog/rights.ts';
import type { ProductKind } from '../../../schemas/product.ts';
import { write } from '../../../src/core/index.ts';
import { id, methodOf } from './shared.ts';

/** `true`. Variations, prices, values of properties and files go with the product. */
export const deleteOf = (kind: ProductKind) =>
  write({
    ...methodOf(kind),
    about: `Deletes one ${kind.name} with its variations, prices, values and files.`,
    params: { id },
    result: 'true',
    asks: [rights.productDelete],
    errors: deleteErrors(kind),
    async run(context, params) {
      const { iblockId } = await loadProduct(context.db, params.id, kind.name);
      await requireCatalog(context.db, kind, Number(iblockId));
      requireElementRight(context.caller, rights.productDelete, '200040300040');
      await deleteProduct(context, params.id, kind.name);
      return true;
    },
  });
