import '../../schemas/document.ts';
import type { AliasedExpression } from 'kysely';
import {
  createCodec,
  type Db,
  type EntitySchema,
  type Field,
  integer,
  type Row,
  string,
} from '../../src/core/index.ts';

/** The fields of the documents of one type, under the names that travel: `field<id>`. */
export interface DocumentFields {
  readonly ids: readonly number[];
  readonly schema: EntitySchema;
}

export const fieldName = (id: number): string => `field${id}`;

/** Fields that the portal's owner added (spec/catalog.md section 5.9). */
export async function fieldsOf({ query }: Db, docType: string): Promise<DocumentFields> {
  const rows = await query
    .selectFrom('documentField')
    .select(['id', 'name'])
    .where('docType', '=', docType)
    .orderBy('id')
    .execute();
  const own = rows.map(({ id, name }): [string, Field] => [fieldName(id), string(name)]);
  return {
    ids: rows.map(({ id }) => id),
    schema: {
      title: 'catalog_userfield_document',
      required: ['documentType'],
      properties: {
        documentId: integer('Document'),
        documentType: string('Type of the document'),
        ...Object.fromEntries(own),
      },
    },
  };
}

/** The documents of a type as rows that have a column for each field. */
export function documentRows(
  { query }: Db,
  docType: string,
  ids: readonly number[],
): AliasedExpression<Row, 'documents'> {
  return query
    .selectFrom('document')
    .where('docType', '=', docType)
    .select((eb) => [
      'id',
      'id as documentId',
      'docType as documentType',
      ...ids.map((id) =>
        eb
          .selectFrom('documentFieldValue')
          .select('value')
          .whereRef('documentId', '=', 'document.id')
          .where('fieldId', '=', id)
          .as(fieldName(id)),
      ),
    ])
    .as('documents') as AliasedExpression<Row, 'documents'>;
}

/** One document as it is answered. */
export async function answerDocument(db: Db, id: number, docType: string): Promise<Row> {
  const { ids, schema } = await fieldsOf(db, docType);
  const row = await db.query
    .selectFrom(documentRows(db, docType, ids))
    .selectAll()
    .where('documentId', '=', id)
    .executeTakeFirstOrThrow();
  return createCodec(schema).castOut(row as Row);
}
