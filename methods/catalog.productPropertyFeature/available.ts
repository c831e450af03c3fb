import type { requireProperty } from '../../catalog/properties/propertyRules.ts';

type Property = Awaited<ReturnType<typeof requireProperty>>;

/** A feature that a property may have, keys in the order in which they are sent. */
export interface Feature {
  readonly featureId: string;
  readonly featureName: string;
  readonly moduleId: 'iblock' | 'catalog';
}

const LIST_PAGE: Feature = {
  featureId: 'LIST_PAGE_SHOW',
  featureName: 'Show on the list page of items',
  moduleId: 'iblock',
};
const DETAIL_PAGE: Feature = {
  featureId: 'DETAIL_PAGE_SHOW',
  featureName: 'Show on the detail page of the item',
  moduleId: 'iblock',
};
const IN_BASKET: Feature = {
  featureId: 'IN_BASKET',
  featureName: 'Add to the cart',
  moduleId: 'catalog',
};
const OFFER_TREE: Feature = {
  featureId: 'OFFER_TREE',
  featureName: 'Choose a variation by it',
  moduleId: 'catalog',
};

const goesToBasket = ({ catalog, propertyType, multiple }: Property): boolean => {
  if (propertyType === 'F') return false;
  if (catalog.kind === 'O' || multiple === 'Y') return true;
  return propertyType === 'E' || propertyType === 'L';
};

const choosesVariation = ({ catalog, propertyType, userType, multiple }: Property): boolean => {
  if (catalog.kind !== 'O' || multiple === 'Y') return false;
  if (propertyType === 'E') return userType !== 'SKU';
  return propertyType === 'L' || (propertyType === 'S' && userType === 'directory');
};

/** What a property may be used for, by its type and catalog (spec/catalog.md section 5.5). */
export const availableFeatures = (property: Property): readonly Feature[] => [
  LIST_PAGE,
  DETAIL_PAGE,
  ...(goesToBasket(property) ? [IN_BASKET] : []),
  ...(choosesVariation(property) ? [OFFER_TREE] : []),
];
