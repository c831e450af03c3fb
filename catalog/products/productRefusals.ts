import type { Face } from '../../schemas/product.ts';
import { missingError, type Refusal, savedErrors } from '../../src/core/index.ts';
import { fileNameErrors } from '../files/fileNames.ts';
import { imageErrors } from '../images/images.ts';
import { usedError } from '../stock/detachFromDocuments.ts';

/** What `requireCatalog` refuses. */
export const catalogErrors = ({ types }: Face): Refusal[] =>
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

const saveErrors = (face: Face, on: 'add' | 'update'): Refusal[] => [
  ...savedErrors(face.schema, on),
  ...catalogErrors(face),
  ['200040300043', 'Access Denied'],
  ['200040300040', 'Access Denied'],
  ['0', 'Section iblockSectionId is not exists'],
  ['0', 'User … is not exists'],
  ['0', 'Currency purchasingCurrency is not exists'],
  ['0', 'VAT vatId is not exists'],
  ...(face.name === 'offer' ? parentErrors : []),
  ['0', 'An element with this symbolic code already exists'],
  ['0', 'quantityReserved must not be negative'],
  ...imageErrors,
  ['0', 'Could not save file.'],
  ...fileNameErrors,
  ['0', 'A product takes at most … values, … given'],
];

/** What `addProduct` refuses, in its order. */
export const addErrors = (face: Face): Refusal[] => saveErrors(face, 'add');

/** What `updateProduct` refuses, in its order. */
export const updateErrors = (face: Face): Refusal[] => [
  missingError(face.name),
  ...saveErrors(face, 'update'),
];

/** What deleting a product through a face refuses, in its order. */
export const deleteErrors = (face: Face): Refusal[] => [
  missingError(face.name),
  ...catalogErrors(face),
  ['200040300040', 'Access Denied'],
  usedError,
];
