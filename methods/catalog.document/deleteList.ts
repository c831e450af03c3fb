import { mayDocument, NOT_FOUND } from '../../catalog/documents/documents.ts';
import { changeDocuments, documentRight } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
import { answerMany, documentIds, listed, manyErrors, shownTitle } from './many.ts';

/** Bare `true`, or the first refusal; one for want of a right is the last that is tried. */
export default read({
  about: 'Deletes many documents.',
  scope: 'catalog',
  params: { documentIds },
  right: changeDocuments,
  asks: [documentRight('<type>', 'delete')],
  result: 'true',
  errors: [
    ...manyErrors,
    ['0', 'Insufficient permissions to delete document "…"'],
    ['0', 'You cannot delete document "…" as it is processed'],
    ['0', 'An error occurred while deleting document "…": …'],
  ],
  unmetered: true,
  async run(context, { documentIds: ids }) {
    const failures: string[] = [];
    for await (const { shownId, document } of listed(context, ids)) {
      if (!document) {
        failures.push(`An error occurred while deleting document "#${shownId}": ${NOT_FOUND}`);
        continue;
      }
      const title = shownTitle(document);
      if (!mayDocument(context.caller, document.docType, 'delete')) {
        failures.push(`Insufficient permissions to delete document ${title}`);
        break;
      }
      if (document.status === 'Y') {
        failures.push(`You cannot delete document ${title} as it is processed`);
        continue;
      }
      const inner = await context.portal.call('catalog.document.delete', { id: document.id });
      if (inner.ok) continue;
      const reason = inner.body.error_description;
      failures.push(`An error occurred while deleting document ${title}: ${reason}`);
    }
    return answerMany(failures);
  },
});
