import { priceCases } from './cases-prices.ts';
import { propertyCases } from './cases-properties.ts';
import { referenceCases } from './cases-reference.ts';
import { stockCases } from './cases-stock.ts';
import type { Step, StepName } from './given.ts';
import type { requestTransformers } from './transform.ts';

export interface Case {
  /** Rows that the sample takes for granted. */
  readonly given: readonly (StepName | Step)[];
  readonly request?: readonly (keyof typeof requestTransformers)[];
  /** Who is answered the error of the sample; the user without rights where it is not said. */
  readonly errorFor?: number;
  /** Makes the request one that is answered that error. */
  /** What is given, and sent, for the error of the sample, where it is not the same. */
  readonly errorGiven?: readonly StepName[];
  readonly errorRequest?: readonly (keyof typeof requestTransformers)[];
}

const READER = 2;

const image: readonly StepName[] = ['product1', 'image1'];
const shop: readonly StepName[] = ['catalogs', 'section47', 'properties258', 'properties261'];
const added: readonly StepName[] = [...shop, 'nextIdAsAnswered'];
const read: readonly StepName[] = [...shop, 'productAsAnswered', 'valuesAsAnswered'];
const changed: readonly StepName[] = [...shop, 'productToChange', 'valuesAsAnswered'];
const removed: Case = { given: ['catalogs', 'productToDelete'], errorFor: READER };
const files = ['imageForPlaceholder'] as const;
const parent: StepName = 'parent1275';

export const cases: Readonly<Record<string, Case>> = {
  ...propertyCases,
  ...stockCases,
  'catalog.catalog.get': { given: ['catalogs'] },
  'catalog.catalog.getFields': { given: [] },
  'catalog.catalog.isOffers': { given: ['catalogs', 'catalog23HoldsVariations'] },
  'catalog.catalog.list': { given: ['catalogs'], request: ['skuPropertyAsAnswered'] },
  'catalog.product.add': { given: added, request: files },
  'catalog.product.delete': removed,
  'catalog.product.get': { given: read },
  'catalog.product.list': { given: read },
  'catalog.product.update': { given: changed, request: files },
  'catalog.product.offer.add': {
    given: [...added, parent],
    request: [...files, 'propertiesAsAnswered'],
  },
  'catalog.product.offer.delete': removed,
  'catalog.product.offer.get': { given: [...read, parent] },
  'catalog.product.offer.list': { given: [...read, parent] },
  'catalog.product.offer.update': { given: [...changed, parent], request: files },
  'catalog.product.service.add': { given: added, request: files },
  'catalog.product.service.delete': removed,
  'catalog.product.service.get': { given: read },
  'catalog.product.service.list': { given: read },
  'catalog.product.service.update': { given: changed, request: files },
  'catalog.product.sku.add': { given: added, request: files },
  'catalog.product.sku.delete': removed,
  'catalog.product.sku.get': { given: read },
  'catalog.product.sku.list': { given: read, request: ['vatAsAnswered'] },
  'catalog.product.sku.update': { given: changed, request: files },
  'catalog.productImage.add': { given: ['product1'], request: files },
  'catalog.productImage.delete': { given: image },
  'catalog.productImage.get': { given: image },
  'catalog.productImage.getFields': { given: [] },
  'catalog.productImage.list': { given: image },
  ...referenceCases,
  ...priceCases,
  'catalog.vat.add': { given: ['nextVatIdAsAnswered'] },
  'catalog.vat.delete': { given: ['vatOfSample'] },
  'catalog.vat.get': { given: ['vatOfSample'] },
  'catalog.vat.getFields': { given: [] },
  'catalog.vat.list': { given: [] },
  'catalog.vat.update': { given: ['vatOfSample'] },
};
