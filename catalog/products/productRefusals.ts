import type { ProductKind } from '../../schemas/product.ts';
import { notFoundRefusal, type Refusal, saveRefusals } from '../../src/core/index.ts';
import { fileNameErrors } from '../files/fileNames.ts';
import { imageErrors } from '../images/imageContent.ts';
import { requiredError } from '../properties/requiredProperties.ts';
import { usedError } from '../stock/detachFromDocuments.ts';

/** What `requireCatalog` refuses. */
export const catalogErrors = ({ types }: ProductKind): Refusal[] =>
  types
    ? [
        ['0', 'iblock is not catalog'],
        ['0', 'productType is not allowed for this catalog'],
      ]
    : [['200040300000', 'Iblock Not Found']];

const parentErrors: readonly Refusal[] = [
  ['200040500010', 'Parent product not found.'],
  ['200040500020', 'Invalid parent product type.'],
  ['200040500020', 'Invalid information block of the parent product.'],
];

const saveErrors = (kind: ProductKind, on: 'add' | 'update'): Refusal[] => [
  ...saveRefusals(kind.schema, on),
  ...catalogErrors(kind),
  ['200040300043', 'Access Denied'],
  ['200040300040', 'Access Denied'],
  ['0', 'Section iblockSectionId is not exists'],
  ['0', 'User … is not exists'],
  ['0', 'Currency purchasingCurrency is not exists'],
  ['0', 'VAT vatId is not exists'],
  ...(kind.name === 'offer' ? parentErrors : []),
  ['0', 'An element with this symbolic code already exists'],
  ['0', 'quantityReserved must not be negative'],
  ...imageErrors,
  ['0', 'Could not save file.'],
  ...fileNameErrors,
  ['0', 'A product takes at most … values, … given'],
  requiredError,
];

/** What `addProduct` refuses, in its order. */
export const addErrors = (kind: ProductKind): Refusal[] => saveErrors(kind, 'add');

/** What `updateProduct` refuses, in its order. */
export const updateErrors = (kind: ProductKind): Refusal[] => [
  notFoundRefusal(kind.name),
  ['0', 'Required fields: …'],
  ...saveErrors(kind, 'update'),
];

/** What deleting a product of the kind refuses, in its order. */
export const deleteErrors = (kind: ProductKind): Refusal[] => [
  notFoundRefusal(kind.name),
  ...catalogErrors(kind),
  ['200040300040', 'Access Denied'],
  usedError,
];
