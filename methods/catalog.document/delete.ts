import { deleteDocument } from '../../catalog/documents/deleteDocument.ts';
import { anyStore, documentRight } from '../../catalog/rights.ts';
import { write } from '../../src/core/index.ts';
import { documents } from './entity.ts';

/** Bare `true`. One that is conducted stays: null as documented, code 1 on a portal. */
export default write({
  ...documents.delete,
  asks: [documentRight('<type>', 'delete'), ...anyStore],
  result: 'true or null',
  run: (context, { id }) => deleteDocument(context, id),
});
