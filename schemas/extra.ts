import { double, type EntitySchema, integer, string, type TableOf } from '../src/core/index.ts';

/** A markup on the base price (spec/catalog.md section 5.6). */
export const extra = {
  title: 'catalog_extra',
  required: ['name', 'percentage'],
  properties: {
    id: integer('Identifier', { readOnly: true }),
    name: string('Name'),
    percentage: double('Per cent of the base price'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    extra: TableOf<typeof extra>;
  }
}
