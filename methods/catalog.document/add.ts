import { documentRight } from '../../catalog/rights.ts';
import { write } from '../../src/core/index.ts';
import { documents, signed } from './entity.ts';

/** `{ document }`, not conducted. */
export default write({
  ...documents.add,
  asks: [documentRight('<type>', 'modify')],
  run: (context, { fields }) => documents.add.run(context, { fields: signed(context, fields) }),
});
