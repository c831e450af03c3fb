import { char, type EntitySchema, integer, string, type TableOf } from '../src/core/index.ts';

/** A unit of measure (spec/catalog.md section 5.6). */
export const measure = {
  title: 'catalog_measure',
  required: ['code', 'measureTitle'],
  properties: {
    id: integer('Identifier', { readOnly: true }),
    code: integer('Code of the classifier, unique'),
    isDefault: char('The default one, Y or N'),
    measureTitle: string('Name', { maxLength: 500 }),
    symbol: string('Symbol', { maxLength: 20 }),
    symbolIntl: string('International symbol', { maxLength: 20 }),
    symbolLetterIntl: string('International letter code', { maxLength: 20 }),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    measure: TableOf<typeof measure>;
  }
}
