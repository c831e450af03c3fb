import type { Generated } from 'kysely';
import { char, type EntitySchema, type Infer, integer, string } from '../src/core/index.ts';

/** A value that a list property may have (spec/catalog.md section 5.5). */
export const productPropertyEnum = {
  title: 'catalog_product_property_enum',
  required: ['propertyId', 'value', 'xmlId'],
  requiredOnUpdate: true,
  properties: {
    id: integer('Identifier', { readOnly: true }),
    propertyId: integer('List property'),
    value: string('Text'),
    xmlId: string('External id, unique in the property'),
    def: char('Chosen at first, Y or N'),
    sort: integer('Sorting weight'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    productPropertyEnum: Omit<Infer<typeof productPropertyEnum>, 'id'> & {
      id: Generated<number>;
    };
  }
}
