import { type EntitySchema, integer, type TableOf } from '../src/core/index.ts';

/** Who delivers an arrival: contacts, and one company (spec/catalog.md section 5.9). */
export const documentContractor = {
  title: 'catalog_documentcontractor',
  required: ['documentId', 'entityTypeId', 'entityId'],
  properties: {
    id: integer('Identifier', { readOnly: true }),
    documentId: integer('Document'),
    entityId: integer('Contact or company'),
    entityTypeId: integer('3 contact, 4 company'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    documentContractor: TableOf<typeof documentContractor>;
  }
}
