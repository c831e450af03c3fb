import type { Generated } from 'kysely';
import {
  datetime,
  double,
  type EntitySchema,
  integer,
  string,
  type TableOf,
} from '../src/core/index.ts';

const readOnly = { readOnly: true } as const;
const immutable = { immutable: true } as const;
/** A portal calls columns char that hold any text. */
const letters = { printedView: 'char' } as const;

/** An inventory document (spec/catalog.md section 5.9). */
export const document = {
  title: 'catalog_document',
  required: ['docType', 'responsibleId', 'currency'],
  properties: {
    id: integer('ID', readOnly),
    commentary: string('Comment', letters),
    createdBy: integer('User who made it', immutable),
    currency: string('Currency of its prices', { ...immutable, ...letters }),
    dateCreate: datetime('Made at', immutable),
    dateDocument: datetime('Date of the document'),
    dateModify: datetime('Changed at'),
    dateStatus: datetime('Conducted or cancelled at', readOnly),
    docNumber: string('Number'),
    docType: string('A arrival, S adjustment, M transfer, R return, D write-off', {
      ...immutable,
      ...letters,
    }),
    modifiedBy: integer('User who changed it last'),
    responsibleId: integer('User who answers for it'),
    siteId: string('Site', letters),
    status: string('Conducted, Y or N', { ...readOnly, ...letters }),
    statusBy: integer('User who conducted or cancelled it'),
    title: string('Title'),
    total: double('Sum'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    document: Omit<TableOf<typeof document>, 'siteId' | 'status'> & {
      siteId: string;
      status: 'Y' | 'N';
      wasCancelled: 'Y' | 'N';
    };
    /** The last number that titles of a type were given. */
    documentNumber: { docType: string; last: number };
    /** A field that the portal's owner added to the documents of a type. */
    documentField: { id: Generated<number>; docType: string; name: string };
    documentFieldValue: { documentId: number; fieldId: number; value: string };
  }
}
