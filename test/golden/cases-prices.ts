import type { Case } from './cases.ts';

const ADMIN = 1;
const languages = ['languagesOfSample'] as const;

export const priceCases: Readonly<Record<string, Case>> = {
  'catalog.price.add': {
    given: ['product1', 'nextPriceIdAsAnswered'],
    request: ['addedPriceAsAnswered'],
  },
  'catalog.price.delete': { given: ['product1', 'price1'] },
  'catalog.price.get': { given: ['product1', 'price1'] },
  'catalog.price.getFields': { given: [] },
  'catalog.price.list': {
    given: ['productOfPrices', 'pricesOfSample'],
    request: ['productAsAnswered'],
  },
  'catalog.price.modify': {
    given: ['productOfPrices', 'priceToChange'],
    errorFor: ADMIN,
    errorRequest: ['withoutAmounts'],
  },
  'catalog.price.update': {
    given: ['product1', 'price1'],
    request: ['changedPriceAsAnswered'],
    errorFor: ADMIN,
    errorRequest: ['withoutAmount'],
  },
  'catalog.priceType.add': { given: [] },
  'catalog.priceType.delete': { given: ['priceType2'] },
  'catalog.priceType.get': { given: ['baseTypeAsAnswered'] },
  'catalog.priceType.getFields': { given: [] },
  'catalog.priceType.list': { given: ['priceTypesOfSample'] },
  'catalog.priceType.update': {
    given: ['priceType2'],
    errorFor: ADMIN,
    errorRequest: ['withoutName'],
  },
  'catalog.priceTypeGroup.add': { given: ['group23', 'nextPriceTypeGroupIdAsAnswered'] },
  'catalog.priceTypeGroup.delete': { given: ['group23', 'priceTypeGroup109'] },
  'catalog.priceTypeGroup.getFields': { given: [] },
  'catalog.priceTypeGroup.list': { given: ['group23', 'priceTypeGroupsOfSample'] },
  'catalog.priceTypeLang.add': { given: ['noTranslations', 'nextTranslationIdAsAnswered'] },
  'catalog.priceTypeLang.delete': { given: [] },
  'catalog.priceTypeLang.get': { given: ['translationOfSample'] },
  'catalog.priceTypeLang.getFields': { given: [] },
  'catalog.priceTypeLang.getLanguages': { given: languages },
  'catalog.priceTypeLang.list': { given: [...languages, 'translationsOfSample'] },
  'catalog.priceTypeLang.update': {
    given: ['translationOfSample'],
    errorFor: ADMIN,
    errorRequest: ['withoutName'],
  },
};
