import type { Case } from './cases.ts';
import { alone, asAnswered, nextId, type RowSource } from './rows.ts';

const READER = 2;

const measure: RowSource = {
  table: 'measure',
  base: { code: 9999, measureTitle: 'Given', isDefault: 'N', symbol: 'g', symbolIntl: 'g' },
};
const ratio: RowSource = { table: 'ratio', base: { productId: 1, ratio: 1, isDefault: 'N' } };
const extra: RowSource = { table: 'extra', base: { name: 'Given', percentage: 1 } };
const rule: RowSource = {
  table: 'roundingRule',
  base: {
    catalogGroupId: 1,
    price: 1,
    roundType: 1,
    roundPrecision: 1,
    createdBy: 1,
    modifiedBy: 1,
  },
};
const section: RowSource = {
  table: 'section',
  base: { iblockId: 14, name: 'Given', active: 'N', sort: 50, description: 'Given' },
};

const crudCases = (entity: string, source: RowSource, more: Partial<Case> = {}) => ({
  [`${entity}.add`]: { given: [nextId(source)], ...more },
  [`${entity}.delete`]: { given: [asAnswered(source)], ...more },
  [`${entity}.get`]: { given: [asAnswered(source)] },
  [`${entity}.getFields`]: { given: [] },
  [`${entity}.list`]: { given: [alone(source)] },
  [`${entity}.update`]: { given: [asAnswered(source)], ...more },
});

/** Samples of the reference tables. */
export const referenceCases: Readonly<Record<string, Case>> = {
  ...crudCases('catalog.measure', measure),
  'catalog.measure.list': { given: [] },
  'catalog.ratio.get': { given: ['product1', asAnswered(ratio)] },
  'catalog.ratio.getFields': { given: [] },
  'catalog.ratio.list': { given: ['product1', asAnswered(ratio)] },
  'catalog.extra.get': { given: [asAnswered(extra)] },
  'catalog.extra.getFields': { given: [] },
  'catalog.extra.list': { given: [asAnswered(extra)] },
  ...crudCases('catalog.roundingRule', rule),
  ...crudCases('catalog.section', section, { errorFor: READER }),
  'catalog.section.list': { given: [alone(section)], request: ['anySort'] },
  'catalog.enum.getRoundTypes': { given: [] },
  'catalog.enum.getStoreDocumentTypes': { given: [] },
};
