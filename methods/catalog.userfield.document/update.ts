import { findDocument, mayDocument } from '../../catalog/documents/documents.ts';
import { changeDocumentFields, documentRight } from '../../catalog/rights.ts';
import {
  createCodec,
  type Db,
  refusal,
  requireFields,
  textOf,
  write,
} from '../../src/core/index.ts';
import { answerDocument, fieldName, fieldsOf } from './fields.ts';

async function setValue(
  { query }: Db,
  key: { documentId: number; fieldId: number },
  value: unknown,
): Promise<void> {
  await query
    .deleteFrom('documentFieldValue')
    .where('documentId', '=', key.documentId)
    .where('fieldId', '=', key.fieldId)
    .execute();
  const text = textOf(value);
  if (text === '') return;
  await query
    .insertInto('documentFieldValue')
    .values({ ...key, value: text })
    .execute();
}

/** `{ document }` with all fields of its type; unknown ones are dropped, empty ones removed. */
export default write({
  about: 'Changes the fields that were added to documents of a type, of one document.',
  scope: 'catalog',
  params: {
    documentId: { type: 'integer', description: 'Document' },
    fields: { type: 'array', names: 'keys', description: '`documentType`, and `field<id>`' },
  },
  right: changeDocumentFields,
  asks: [documentRight('<type>', 'modify')],
  result: { row: 'document' },
  errors: [
    ['0', 'Required fields: …'],
    ['0', 'The specified document does not exist'],
    ['0', 'Wrong format of field "…".'],
    ['0', 'The field "…" takes at most … characters'],
  ],
  async run({ db, caller }, { documentId, fields }) {
    const { documentType } = fields as { documentType?: unknown };
    const docType = textOf(documentType);
    const { ids, schema } = await fieldsOf(db, docType);
    requireFields(schema, fields);
    const document = await findDocument(db, documentId);
    if (document?.docType !== docType) {
      throw refusal('0', 'The specified document does not exist');
    }
    if (!mayDocument(caller, docType, 'modify')) throw refusal('0', 'Access Denied');

    const given = createCodec(schema).castIn(fields, 'update');
    for (const fieldId of ids.filter((id) => Object.hasOwn(given, fieldName(id)))) {
      await setValue(db, { documentId, fieldId }, given[fieldName(fieldId)]);
    }
    return { document: await answerDocument(db, documentId, docType) };
  },
});
