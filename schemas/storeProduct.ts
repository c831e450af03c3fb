import type { Generated } from 'kysely';
import { double, type EntitySchema, integer } from '../src/core/index.ts';

const readOnly = { readOnly: true } as const;

/** What of a product lies in a store; documents alone move it (spec/catalog.md section 5.8). */
export const storeProduct = {
  title: 'catalog_storeproduct',
  required: [],
  properties: {
    id: integer('Identifier', readOnly),
    amount: double('Stock', readOnly),
    productId: integer('Product or variation', { ...readOnly, filled: true }),
    quantityReserved: double('Reserved stock', readOnly),
    storeId: integer('Store', { ...readOnly, filled: true }),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    storeProduct: {
      id: Generated<number>;
      productId: number;
      storeId: number;
      amount: number;
      quantityReserved: number;
    };
  }
}
