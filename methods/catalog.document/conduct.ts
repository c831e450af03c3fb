import { conductDocument, conductErrors } from '../../catalog/documents/conductDocument.ts';
import { anyStore, changeDocuments, documentRight } from '../../catalog/rights.ts';
import { write } from '../../src/core/index.ts';

/** Bare `true`, or the first reason why no line was moved. */
export default write({
  about: 'Conducts an inventory document: its lines move stock.',
  scope: 'catalog',
  params: { id: { type: 'integer', description: 'Document' } },
  right: changeDocuments,
  asks: [documentRight('<type>', 'conduct'), ...anyStore],
  result: 'true',
  errors: [...conductErrors],
  async run(context, { id }) {
    await conductDocument(context, id);
    return true;
  },
});
