import { readMode } from '../../catalog/rights.ts';
import { isInventoryOn } from '../../catalog/stock/inventory.ts';
import { read } from '../../src/core/index.ts';

/** `{ enabled, mode }`, which portals answer without documenting it; there is no 1C mode. */
export default read({
  about: 'Tells whether and in which mode inventory management is on.',
  scope: 'catalog',
  params: {},
  right: readMode,
  result: 'object',
  run: async ({ db }) => ({ enabled: await isInventoryOn(db), mode: 'B24' }),
});
