import { readExtras } from '../../catalog/rights.ts';
import { extra } from '../../schemas/extra.ts';
import { crud } from '../../src/core/index.ts';

const { get, getFields, list } = crud({
  name: 'extra',
  plural: 'extras',
  table: 'extra',
  schema: extra,
  scope: 'catalog',
  missingCode: '202000000000',
  read: readExtras,
  write: readExtras,
});

/** Markups are read over REST and never written. */
export default { get, getFields, list };
