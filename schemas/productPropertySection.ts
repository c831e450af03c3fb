import type { Generated } from 'kysely';
import { char, type EntitySchema, type Infer, integer, string } from '../src/core/index.ts';

/** How a property is shown in the filter of all sections (spec/catalog.md section 5.5). */
export const productPropertySection = {
  title: 'catalog_product_property_section',
  required: ['propertyId'],
  properties: {
    propertyId: integer('Property'),
    smartFilter: char('Shown in the smart filter, Y or N'),
    displayType: char(
      'Number with slider A, numbers B, checkboxes F, with pictures G, with both H, buttons K, list P, with pictures R, calendar U',
      { letters: 'ABFGHKPRU' },
    ),
    displayExpanded: char('Shown open, Y or N'),
    filterHint: string('Hint'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    productPropertySection: Infer<typeof productPropertySection> & { id: Generated<number> };
  }
}
