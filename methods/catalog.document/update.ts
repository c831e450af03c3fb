import { requireDocument } from '../../catalog/documents/documents.ts';
import { documentRight } from '../../catalog/rights.ts';
import { write } from '../../src/core/index.ts';
import { documents, signed } from './entity.ts';

/** `{ document }`. One that is conducted is not changed. */
export default write({
  ...documents.update,
  asks: [documentRight('<type>', 'modify')],
  async run(context, { id, fields }) {
    await requireDocument(context, id, 'modify');
    return documents.update.run(context, { id, fields: signed(context, fields) });
  },
});
