import { type Deviation, on } from './deviation.ts';
import { priceDeviations } from './deviations-prices.ts';
import { propertyDeviations } from './deviations-properties.ts';
import { referenceDeviations } from './deviations-reference.ts';
import { stockDeviations } from './deviations-stock.ts';

const placeholder = 'the sample is a placeholder: code 0 and the text "error" tell no case';
const timeless = 'the sample leaves out the time block, without which every SDK fails';
const ofMeasures =
  'the sample is copied from the page of measures: a VAT rate has no code, and rights are checked first';
const lowerCase = 'other samples and a portal write Access Denied with a capital D';
const abridged = 'the sample leaves out measure, which the parameters of service methods have';
const emptyParent =
  'the sample shows type 3 of a parent that has no variations yet; catalog.product.sku.get of the same documentation shows type 6';
const stockOfParent = 'a parent has no stock of its own: a portal stores 0 for types 3 and 6';
const notBought = 'a parent without variations cannot be bought, as in the sample of sku.list';

const withPlaceholder = ['getFields', 'isOffers', 'list'].map((verb) => `catalog.catalog.${verb}`);

const withLowerCase = [
  'catalog.product.list',
  'catalog.product.update',
  'catalog.product.offer.list',
  'catalog.product.offer.update',
  'catalog.product.service.list',
  'catalog.product.service.update',
  'catalog.product.sku.list',
  'catalog.product.sku.update',
  'catalog.productImage.list',
];

const services = ['add', 'get', 'update'].map((verb) => `catalog.product.service.${verb}`);

export const deviations: readonly Deviation[] = [
  ...referenceDeviations,
  ...priceDeviations,
  ...propertyDeviations,
  ...stockDeviations,
  ...on(withPlaceholder, 'error', placeholder),
  ...on(withPlaceholder, 'error_description', placeholder),
  ...on(withLowerCase, 'error_description', lowerCase),
  ...on(['catalog.vat.get'], 'time', timeless),
  ...on(['catalog.vat.update'], 'error', ofMeasures),
  ...on(['catalog.vat.update'], 'error_description', ofMeasures),
  ...on(services, 'result.service.measure', abridged),
  ...on(['catalog.product.sku.add'], 'result.sku.type', emptyParent),
  ...on(['catalog.product.sku.add'], 'result.sku.available', notBought),
  ...on(['catalog.product.sku.add'], 'result.sku.canBuyZero', notBought),
  ...on(
    ['catalog.product.sku.add', 'catalog.product.sku.update'],
    'result.sku.quantity',
    stockOfParent,
  ),
];
