import type { Generated } from 'kysely';
import {
  char,
  datetime,
  double,
  type EntitySchema,
  type Infer,
  integer,
  string,
} from '../src/core/index.ts';

/** A VAT rate (spec/catalog.md section 5.6). */
export const vat = {
  title: 'catalog_vat',
  required: ['name', 'rate'],
  requiredOnUpdate: true,
  properties: {
    id: integer('Identifier', { readOnly: true }),
    name: string('Name'),
    rate: double('Per cent', { zero: true, minimum: 0, maximum: 100 }),
    active: char('In use, Y or N'),
    sort: integer('Sorting weight'),
    timestampX: datetime('Changed at'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    vat: Omit<Infer<typeof vat>, 'id'> & { id: Generated<number> };
  }
}
