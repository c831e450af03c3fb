import type { Generated } from 'kysely';
import { datetime, type EntitySchema, type Infer, integer, string } from '../src/core/index.ts';

const readOnly = { readOnly: true } as const;

/** A price type (spec/catalog.md section 5.7). */
export const priceType = {
  title: 'catalog_price_type',
  required: ['name'],
  requiredOnUpdate: 'documented',
  properties: {
    id: integer('Identifier', readOnly),
    name: string('Name'),
    base: string('The base price type, Y or N; there is one at most'),
    sort: integer('Sorting weight'),
    xmlId: string('External identifier'),
    createdBy: integer('Added by', readOnly),
    modifiedBy: integer('Changed by', readOnly),
    dateCreate: datetime('Added at', readOnly),
    timestampX: datetime('Changed at', readOnly),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    priceType: Omit<Infer<typeof priceType>, 'id'> & { id: Generated<number> };
  }
}
