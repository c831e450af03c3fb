import { datetime, double, type EntitySchema, integer, type TableOf } from '../src/core/index.ts';

/** How the cart rounds amounts of a price type (spec/catalog.md section 5.7). */
export const roundingRule = {
  title: 'catalog_rounding_rule',
  required: ['catalogGroupId', 'price', 'roundType', 'roundPrecision'],
  requiredOnUpdate: true,
  properties: {
    id: integer('Identifier', { readOnly: true }),
    catalogGroupId: integer('Price type'),
    createdBy: integer('User who made it', { readOnly: true }),
    dateCreate: datetime('Made at', { readOnly: true }),
    dateModify: datetime('Changed at', { readOnly: true }),
    modifiedBy: integer('User who changed it last', { readOnly: true }),
    price: double('For amounts above', { zero: true, minimum: 0, maximum: 1e12 }),
    roundPrecision: double('Rounds to multiples of'),
    roundType: integer('1 to the nearest, 2 up, 4 down'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    roundingRule: TableOf<typeof roundingRule>;
  }
}
