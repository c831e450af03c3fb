import { mayDocument } from '../../catalog/documents/documents.ts';
import { findDocType } from '../../catalog/documents/documentTypes.ts';
import { documentRight, readDocumentFields } from '../../catalog/rights.ts';
import {
  createCodec,
  createListReader,
  listAnswer,
  listParams,
  listRefusals,
  read,
  readPage,
  refusal,
  textOf,
} from '../../src/core/index.ts';
import { documentRows, fieldsOf } from './fields.ts';

const unspecified = (param: string) =>
  refusal('0', `The documentType field is not specified in the ${param} parameter`);

/** `{ documents }` of one type; an empty list, without a key, for a type that there is not. */
export default read({
  about: 'Lists the fields that were added to documents of a type, 50 documents a page.',
  scope: 'catalog',
  params: listParams,
  right: readDocumentFields,
  asks: [documentRight('<type>', 'view')],
  result: { rows: 'documents' },
  errors: [...listRefusals, ['0', 'The documentType field is not specified in the … parameter']],
  async run({ db, caller }, params) {
    if (!Object.values(params.select ?? {}).includes('documentType')) throw unspecified('select');
    const { documentType } = (params.filter ?? {}) as { documentType?: unknown };
    const docType = textOf(documentType);
    if (docType === '') throw unspecified('filter');
    if (!findDocType(docType)) return [];
    if (!mayDocument(caller, docType, 'view')) throw refusal('0', 'Access Denied');

    const { ids, schema } = await fieldsOf(db, docType);
    const codec = createCodec(schema);
    const request = createListReader(schema, codec)(params);
    const page = await readPage(db, documentRows(db, docType, ids), request);
    const rows = page.rows.map((row) => codec.castOut(row, request.fields));
    return listAnswer('documents', page, rows);
  },
});
