import type { Generated } from 'kysely';
import { char, type EntitySchema, type Infer, integer, string } from '../src/core/index.ts';

/** Where a property is shown or used (spec/catalog.md section 5.5). */
export const productPropertyFeature = {
  title: 'catalog_product_property_features',
  required: ['propertyId', 'moduleId', 'featureId', 'isEnabled'],
  requiredOnUpdate: true,
  properties: {
    id: integer('Identifier', { readOnly: true }),
    propertyId: integer('Property'),
    moduleId: string('iblock or catalog'),
    featureId: string('LIST_PAGE_SHOW, DETAIL_PAGE_SHOW, IN_BASKET or OFFER_TREE'),
    isEnabled: char('Y or N'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    productPropertyFeature: Omit<Infer<typeof productPropertyFeature>, 'id'> & {
      id: Generated<number>;
    };
  }
}
