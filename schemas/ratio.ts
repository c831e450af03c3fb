import { char, double, type EntitySchema, integer, type TableOf } from '../src/core/index.ts';

/** How many units of measure are sold at once; none means 1 (spec/catalog.md section 5.6). */
export const ratio = {
  title: 'catalog_ratio',
  required: ['productId', 'ratio'],
  properties: {
    id: integer('Identifier', { readOnly: true }),
    isDefault: char('The default one, Y or N'),
    productId: integer('Product'),
    ratio: double('Units sold at once'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    ratio: TableOf<typeof ratio>;
  }
}
