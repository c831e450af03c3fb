import type { Generated } from 'kysely';
import { char, type EntitySchema, type Infer, integer, string } from '../src/core/index.ts';

const readOnly = { readOnly: true } as const;

/** A catalog: an information block that holds products, or the variations of another one. */
export const catalog = {
  title: 'catalog_catalog',
  required: ['iblockId'],
  properties: {
    id: integer('Identifier, equal to iblockId', readOnly),
    iblockId: integer('Information block', { immutable: true }),
    iblockTypeId: integer('Type of the information block', { ...readOnly, zero: true }),
    lid: string('Site', readOnly),
    name: string('Name', readOnly),
    productIblockId: integer('Product catalog whose variations this one holds'),
    skuPropertyId: integer('Property that links a variation to its parent'),
    subscription: char('Sells content by subscription, Y or N'),
    vatId: integer('VAT rate'),
  },
} as const satisfies EntitySchema;

type CatalogRow = Infer<typeof catalog>;

declare module '../src/core/tables.ts' {
  interface Tables {
    catalog: Omit<CatalogRow, 'id'> & { id: Generated<number> };
  }
}
