import { read } from '../../src/core/index.ts';
import { readMode } from '../_shared/rights.ts';
import { isInventoryOn } from '../_shared/stock/inventory.ts';

/** Bare `"Y"` or `"N"`. */
export default read({
  about: 'Tells whether inventory management is on.',
  scope: 'catalog',
  params: {},
  right: readMode,
  result: 'text',
  run: async ({ db }) => ((await isInventoryOn(db)) ? 'Y' : 'N'),
});
