import { readMode } from '../../catalog/rights.ts';
import { isInventoryOn } from '../../catalog/stock/inventory.ts';
import { read } from '../../src/core/index.ts';

/** Bare `"Y"` or `"N"`. */
export default read({
  about: 'Tells whether inventory management is on.',
  scope: 'catalog',
  params: {},
  right: readMode,
  result: 'text',
  run: async ({ db }) => ((await isInventoryOn(db)) ? 'Y' : 'N'),
});
