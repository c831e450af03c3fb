import type { Deviation } from './deviation.ts';

const scale =
  'the sample leaves out priceScale, which getFields, list and modify of the same documentation have';

const single = ['add', 'get', 'update'].map((verb) => `catalog.price.${verb}`);

export const priceDeviations: readonly Deviation[] = [
  ...single.map((method) => ({ method, path: 'result.price.priceScale', reason: scale })),
];
