import { type Caller, may, type Right, refusal } from '../../src/core/index.ts';

/** The rights of the trade catalog (spec/catalog.md section 4), as roles name them. */
export const rights = {
  catalogRead: 'catalog.read',
  catalogView: 'catalog.view',
  catalogSettings: 'catalog.settings',
  priceEdit: 'price.edit',
  vatEdit: 'vat.edit',
  elementEdit: 'element.edit',
  iblockEdit: 'iblock.edit',
  productAdd: 'product.add',
  productEdit: 'product.edit',
  productDelete: 'product.delete',
} as const;

export type RightName = (typeof rights)[keyof typeof rights];

const area = (code: string, ...any: readonly RightName[]): Right => ({
  any,
  refused: () => refusal(code, 'Access Denied'),
});

const { catalogRead, catalogView, catalogSettings, priceEdit, vatEdit } = rights;

export const readImages = area('200040300010', catalogRead, catalogView);
export const changeImages = area('200040300020', catalogView);
export const useProducts = area('200040300010', catalogRead, priceEdit, catalogView);
export const readVat = area('200040300010', catalogRead, vatEdit);
export const changeVat = area('200040300020', vatEdit);
/** Changing takes the right `iblock.edit` too where a method checks it itself. */
export const useProperties = area('0', catalogRead);
export const readCatalogs = area('200040300010', catalogRead, catalogSettings);

/** Throws `Access Denied` with the code unless the caller has the right to single elements. */
export function requireElementRight(caller: Caller, right: RightName, code: string): void {
  if (!may(caller, right)) throw refusal(code, 'Access Denied');
}
