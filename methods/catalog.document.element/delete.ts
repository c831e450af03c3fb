import { write } from '../../src/core/index.ts';
import { lines, requireLine } from './entity.ts';

/** Bare `true`. */
export default write({
  ...lines.delete,
  async run(context, params) {
    await requireLine(context, params.id);
    return lines.delete.run(context, params);
  },
});
