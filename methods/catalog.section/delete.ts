import { requireElementRight, rights } from '../../catalog/rights.ts';
import { write } from '../../src/core/index.ts';
import { verbs } from './entity.ts';

/** Bare `true`. The right comes before existence, as on a portal. */
export default write({
  ...verbs.delete,
  async run(context, params) {
    requireElementRight(context.caller, rights.elementEdit, '200040300050');
    return verbs.delete.run(context, params);
  },
});
