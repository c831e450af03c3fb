import type { Case } from './cases.ts';

const none: Case = { given: [] };
const enums = 'listProperty431';
const feature = 'property901';

export const propertyCases: Readonly<Record<string, Case>> = {
  'catalog.product.getFieldsByFilter': { given: ['catalogs', 'properties258'] },
  'catalog.product.offer.getFieldsByFilter': {
    given: ['catalogs', 'linkProperty97', 'properties261'],
  },
  'catalog.product.service.getFieldsByFilter': { given: ['properties258InCatalog14'] },
  'catalog.product.sku.getFieldsByFilter': { given: ['catalogs', 'properties258'] },
  'catalog.productProperty.add': { given: ['catalog19', 'nextPropertyIdAsAnswered'] },
  'catalog.productProperty.delete': { given: ['catalog19', 'propertyToDelete'] },
  'catalog.productProperty.get': { given: ['catalog19', 'propertiesAsAnswered'] },
  'catalog.productProperty.getFields': none,
  'catalog.productProperty.list': { given: ['catalog19', 'propertiesAsAnswered'] },
  'catalog.productProperty.update': { given: ['catalog19', 'propertyToChange'] },
  'catalog.productPropertyEnum.add': { given: [enums, 'nextEnumIdAsAnswered'] },
  'catalog.productPropertyEnum.delete': { given: [enums, 'enumToChange'] },
  'catalog.productPropertyEnum.get': { given: [enums, 'enumsAsAnswered'] },
  'catalog.productPropertyEnum.getFields': none,
  'catalog.productPropertyEnum.list': { given: [enums, 'enumsAsAnswered'] },
  'catalog.productPropertyEnum.update': { given: [enums, 'enumToChange'] },
  'catalog.productPropertyFeature.add': { given: [feature, 'nextFeatureIdAsAnswered'] },
  'catalog.productPropertyFeature.get': { given: [feature, 'featuresAsAnswered'] },
  'catalog.productPropertyFeature.getAvailableFeaturesByProperty': { given: [feature] },
  'catalog.productPropertyFeature.getFields': none,
  'catalog.productPropertyFeature.list': { given: [feature, 'featuresAsAnswered'] },
  'catalog.productPropertyFeature.update': { given: [feature, 'featureToChange'] },
  'catalog.productPropertySection.get': { given: [feature, 'sectionAsAnswered'] },
  'catalog.productPropertySection.list': { given: [feature, 'sectionAsAnswered'] },
  'catalog.productPropertySection.set': { given: [feature] },
};
