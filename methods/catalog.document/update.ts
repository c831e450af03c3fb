import { write } from '../../src/core/index.ts';
import { requireDocument } from '../_shared/documents/load.ts';
import { documentRight } from '../_shared/rights.ts';
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
