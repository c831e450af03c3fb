import { changeDocuments } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
import { documentIds, doToEach, manyErrors } from './many.ts';

/** Bare `true`, or the first refusal. It changes nothing itself: each document is a call. */
export default read({
  about: 'Conducts many documents.',
  scope: 'catalog',
  params: { documentIds },
  right: changeDocuments,
  result: 'true',
  errors: [
    ...manyErrors,
    ['0', 'An error occurred while conducting the document: Document not found'],
    ['0', 'An error occurred while conducting the document "…": …'],
  ],
  unmetered: true,
  run: (context, { documentIds: ids }) =>
    doToEach(context, ids, { method: 'catalog.document.conduct', doing: 'conducting' }),
});
