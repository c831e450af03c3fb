import { readRatios } from '../../catalog/rights.ts';
import { ratio } from '../../schemas/ratio.ts';
import { crud } from '../../src/core/index.ts';

const { get, getFields, list } = crud({
  name: 'ratio',
  plural: 'ratios',
  table: 'ratio',
  schema: ratio,
  scope: 'catalog',
  read: readRatios,
  write: readRatios,
});

/** Ratios of measures are read over REST and never written. */
export default { get, getFields, list };
