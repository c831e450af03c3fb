import type { Deviation } from './deviation.ts';

const asText =
  'the sample sends code 0 as text; the other samples of the documentation as a number';
const rightsFirst =
  'the sample shows another refusal of the same method: rights are checked before it';
const abridged = 'the sample shows two rows of the 51 that its total and next tell of';
const unsorted = 'keys stand in order in every other sample';
const withoutMeasure =
  'the sample leaves out measure, which the parameters of service methods have';
const otherWords = 'the four samples of getFieldsByFilter translate the same names differently';
const emptyText =
  'the other three samples print the user type of a plain property as an empty text';

const on = (methods: readonly string[], path: string, reason: string): Deviation[] =>
  methods.map((method) => ({ method, path, reason }));

const property = (verbs: readonly string[]) =>
  verbs.map((verb) => `catalog.productProperty.${verb}`);
const enums = (verbs: readonly string[]) =>
  verbs.map((verb) => `catalog.productPropertyEnum.${verb}`);
const feature = (verbs: readonly string[]) =>
  verbs.map((verb) => `catalog.productPropertyFeature.${verb}`);
const section = (verbs: readonly string[]) =>
  verbs.map((verb) => `catalog.productPropertySection.${verb}`);

const shown = [
  ...property(['add', 'delete', 'get', 'update']),
  ...enums(['add', 'delete', 'get', 'list', 'update']),
  ...feature(['add', 'get', 'getAvailableFeaturesByProperty', 'update']),
  ...section(['get', 'set']),
];
const accessDenied = [
  ...property(['getFields', 'list']),
  ...enums(['getFields']),
  ...feature(['getFields', 'list']),
  ...section(['list']),
];

const offer = ['catalog.product.offer.getFieldsByFilter'];
const sku = ['catalog.product.sku.getFieldsByFilter'];

export const propertyDeviations: readonly Deviation[] = [
  ...on(shown, 'error', rightsFirst),
  ...on(shown, 'error_description', rightsFirst),
  ...on(accessDenied, 'error', asText),
  ...on(property(['list']), 'next', abridged),
  ...on(property(['list']), 'total', abridged),
  ...on(property(['update']), 'result.productProperty{}', unsorted),
  ...on(['catalog.product.service.getFieldsByFilter'], 'result.service.measure', withoutMeasure),
  ...['canBuyZero', 'sort', 'subscribe'].flatMap((name) =>
    on(offer, `result.offer.${name}.name`, otherWords),
  ),
  ...['property261', 'property262'].flatMap((name) =>
    on(offer, `result.offer.${name}.userType`, emptyText),
  ),
  ...['canBuyZero', 'purchasingCurrency', 'purchasingPrice', 'subscribe'].flatMap((name) =>
    on(sku, `result.sku.${name}.name`, otherWords),
  ),
];
