import { cancelDocument, cancelErrors } from '../../catalog/documents/conductDocument.ts';
import { anyStore, changeDocuments, documentRight } from '../../catalog/rights.ts';
import { write } from '../../src/core/index.ts';

/** Bare `true`, or the first reason why nothing was moved back. */
export default write({
  about: 'Cancels a conducted document: its lines move stock back.',
  scope: 'catalog',
  params: { id: { type: 'integer', description: 'Document' } },
  right: changeDocuments,
  asks: [documentRight('<type>', 'cancel'), ...anyStore],
  result: 'true',
  errors: [...cancelErrors],
  async run(context, { id }) {
    await cancelDocument(context, id);
    return true;
  },
});
