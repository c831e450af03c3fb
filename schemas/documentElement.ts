import { double, type EntitySchema, integer, type TableOf } from '../src/core/index.ts';

/** More than this of anything is a slip of the keyboard, and no double keeps its decimals. */
const MAX_AMOUNT = 1e9;
const MAX_PRICE = 1e12;

/** A line of an inventory document (spec/catalog.md section 5.9). */
export const documentElement = {
  title: 'catalog_document_element',
  required: ['docId', 'elementId'],
  properties: {
    id: integer('ID', { readOnly: true }),
    amount: double('Quantity', { minimum: -MAX_AMOUNT, maximum: MAX_AMOUNT }),
    docId: integer('Document', { immutable: true }),
    elementId: integer('Product or variation', { immutable: true }),
    purchasingPrice: double('Purchasing price', { minimum: 0, maximum: MAX_PRICE }),
    storeFrom: integer('Store that it leaves'),
    storeTo: integer('Store that it enters'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    documentElement: TableOf<typeof documentElement>;
  }
}
