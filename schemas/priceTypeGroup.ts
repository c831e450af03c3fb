import type { Generated } from 'kysely';
import { char, type EntitySchema, type Infer, integer } from '../src/core/index.ts';

/** What a customer group may do with a price type (spec/catalog.md section 5.7). */
export const priceTypeGroup = {
  title: 'catalog_price_type_group',
  required: ['catalogGroupId', 'groupId', 'access'],
  properties: {
    id: integer('Identifier', { immutable: true }),
    catalogGroupId: integer('Price type'),
    groupId: integer('Customer group'),
    access: char('Y to buy at it, N to see it'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    priceTypeGroup: Omit<Infer<typeof priceTypeGroup>, 'id'> & { id: Generated<number> };
    /** A group of customers. */
    userGroup: { id: Generated<number>; name: string };
  }
}
