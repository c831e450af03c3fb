import { write } from '../../src/core/index.ts';
import { lines, requireLine } from './entity.ts';

/** `{ documentElement }`. */
export default write({
  ...lines.update,
  async run(context, params) {
    await requireLine(context, params.id);
    return lines.update.run(context, params);
  },
});
