import { changePrices, readPrices } from '../../catalog/rights.ts';
import { price } from '../../schemas/price.ts';
import { crud } from '../../src/core/index.ts';
import add from './add.ts';
import remove from './delete.ts';
import modify from './modify.ts';
import update from './update.ts';

const { get, getFields, list } = crud({
  name: 'price',
  plural: 'prices',
  table: 'price',
  schema: price,
  scope: 'catalog',
  read: readPrices,
  write: changePrices,
});

/** Prices; those of a parent follow from its variations. */
export default { add, delete: remove, get, getFields, list, modify, update };
