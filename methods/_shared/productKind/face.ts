import { deleteProduct } from '../../../catalog/products/deleteProduct.ts';
import { storeUploads } from '../../../catalog/products/pictures.ts';
import {
  addErrors,
  deleteErrors,
  updateErrors,
} from '../../../catalog/products/productRefusals.ts';
import { requireCatalog } from '../../../catalog/products/productRules.ts';
import { answerProduct, answerRow, loadProduct } from '../../../catalog/products/products.ts';
import { addProduct, updateProduct } from '../../../catalog/products/saveProduct.ts';
import { requireElementRight, rights, useProducts } from '../../../catalog/rights.ts';
import type { Face } from '../../../schemas/product.ts';
import { missingError, read, write } from '../../../src/core/index.ts';
import { createDownload } from './download.ts';
import { createFieldsByFilter } from './getFieldsByFilter.ts';
import { createFaceList } from './list.ts';

const id = { type: 'integer', description: 'Identifier' } as const;
const fields = { type: 'array', description: 'Field values' } as const;
const scope = 'catalog';
const right = useProducts;

/** The methods of one face: product, sku, offer or service. They differ in types and keys alone. */
export function faceMethods(face: Face) {
  const { name, schema } = face;
  const savedKey = name === 'product' ? 'element' : name;
  const dynamic = /^property\d+$/;
  const entity = { schema, dynamic };

  return {
    list: createFaceList(face),
    getFieldsByFilter: createFieldsByFilter(face),
    download: createDownload(face),

    get: read({
      about: `Reads one ${name}.`,
      scope,
      params: { id },
      right,
      asks: [rights.purchaseView],
      result: { row: name },
      errors: [missingError(name)],
      entity,
      async run(context, params) {
        const row = await loadProduct(context.db, params.id, name);
        if (face.types && !face.types.includes(row.type as number)) return { [name]: [] };
        return { [name]: await answerRow(context, row) };
      },
    }),

    add: write({
      about: `Adds one ${name}.`,
      scope,
      params: { fields },
      right,
      result: { row: savedKey },
      asks: [rights.elementEdit, rights.productAdd, rights.purchaseView],
      errors: addErrors(face),
      entity,
      before: (context, params) => storeUploads(context, params.fields),
      async run(context, params, uploads) {
        const added = await addProduct(context, face, params.fields, uploads);
        return { [savedKey]: await answerProduct(context, added, name) };
      },
    }),

    update: write({
      about: `Changes one ${name}; the face is checked against the catalog, not the product.`,
      scope,
      params: { id, fields },
      right,
      result: { row: savedKey },
      asks: [rights.elementEdit, rights.productEdit, rights.purchaseView],
      errors: updateErrors(face),
      entity,
      before: (context, params) => storeUploads(context, params.fields),
      async run(context, params, uploads) {
        await updateProduct(context, face, params.id, params.fields, uploads);
        return { [savedKey]: await answerProduct(context, params.id, name) };
      },
    }),

    delete: write({
      about: `Deletes one ${name} with its variations, prices, values and files.`,
      scope,
      params: { id },
      right,
      result: 'true',
      asks: [rights.productDelete],
      errors: deleteErrors(face),
      entity,
      async run(context, params) {
        const { iblockId } = await loadProduct(context.db, params.id, name);
        await requireCatalog(context.db, face, Number(iblockId));
        requireElementRight(context.caller, rights.productDelete, '200040300040');
        await deleteProduct(context, params.id, name);
        return true;
      },
    }),
  };
}
