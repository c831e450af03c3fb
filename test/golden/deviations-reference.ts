import { type Deviation, on } from './deviation.ts';

const rightsFirst =
  'the sample is the answer to a request without required fields, and rights are checked first';
const lowerCase = 'other samples and a portal write Access Denied with a capital D';
const placeholder = 'the sample is a placeholder: code 0 and the text "error" tell no case';
const areaFirst =
  'sections have no rights of their own yet, so that the area right is what is missing, as first on a portal';

const updates = ['measure', 'roundingRule', 'section'].map((entity) => `catalog.${entity}.update`);

/** Deviations of the reference tables. */
export const referenceDeviations: readonly Deviation[] = [
  ...on(updates, 'error', rightsFirst),
  ...on(updates, 'error_description', rightsFirst),
  ...on(['catalog.ratio.list'], 'error_description', lowerCase),
  ...on(['catalog.section.get', 'catalog.section.list'], 'error', areaFirst),
  ...on(['catalog.section.getFields'], 'error', placeholder),
  ...on(['catalog.section.getFields'], 'error_description', placeholder),
];
