import { write } from '../../src/core/index.ts';
import { entity } from './entity.ts';
import { normalFields } from './normal.ts';

/** `{ productProperty }`, the stored row. Its catalog and types cannot be changed. */
export default write({
  ...entity.update,
  run: (context, { id, fields }) =>
    entity.update.run(context, { id, fields: normalFields(fields) }),
});
