import { char, type EntitySchema, integer, string, type TableOf } from '../src/core/index.ts';

/** A section of a catalog; sections form a tree (spec/catalog.md section 5.4). */
export const section = {
  title: 'catalog_section',
  required: ['iblockId', 'name'],
  requiredOnUpdate: true,
  properties: {
    id: integer('Identifier', { readOnly: true }),
    active: char('Shown, Y or N'),
    code: string('Symbolic code, unique in the catalog'),
    description: string('Description'),
    descriptionType: string('text or html'),
    iblockId: integer('Catalog it belongs to'),
    iblockSectionId: integer('Section above it'),
    name: string('Name'),
    sort: integer('Sorting weight'),
    xmlId: string('External id'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    section: TableOf<typeof section>;
  }
}
