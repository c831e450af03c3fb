import { answerRow, loadProduct } from '../../../catalog/products/products.ts';
import { rights } from '../../../catalog/rights.ts';
import type { ProductKind } from '../../../schemas/product.ts';
import { notFoundRefusal, read } from '../../../src/core/index.ts';
import { id, methodOf } from './shared.ts';

/** `{ <kind>: row }`; an empty list where the product is of another kind. */
export const getOf = (kind: ProductKind) =>
  read({
    ...methodOf(kind),
    about: `Reads one ${kind.name}.`,
    params: { id },
    asks: [rights.purchaseView],
    result: { row: kind.name },
    errors: [notFoundRefusal(kind.name)],
    async run(context, params) {
      const row = await loadProduct(context.db, params.id, kind.name);
      if (kind.types && !kind.types.includes(row.type as number)) return { [kind.name]: [] };
      return { [kind.name]: await answerRow(context, row) };
    },
  });
