import { readStores } from '../../catalog/rights.ts';
import { storeProduct } from '../../schemas/storeProduct.ts';
import { crud } from '../../src/core/index.ts';

const { get, getFields, list } = crud({
  name: 'storeProduct',
  plural: 'storeProducts',
  table: 'storeProduct',
  schema: storeProduct,
  scope: 'catalog',
  read: readStores,
  write: readStores,
});

/** Stock by store. It is read alone: documents move it. */
export default { get, getFields, list };
