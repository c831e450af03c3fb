import { type Caller, may, type Right, refusal } from '../src/core/index.ts';

/** The rights of the trade catalog (spec/catalog.md section 4), as roles name them. */
export const rights = {
  catalogRead: 'catalog.read',
  catalogView: 'catalog.view',
  catalogSettings: 'catalog.settings',
  priceEdit: 'price.edit',
  priceTypeEdit: 'priceType.edit',
  ratioEdit: 'ratio.edit',
  extraEdit: 'extra.edit',
  vatEdit: 'vat.edit',
  storeView: 'store.view',
  crmRead: 'crm.read',
  crmEdit: 'crm.edit',
  elementEdit: 'element.edit',
  iblockEdit: 'iblock.edit',
  productAdd: 'product.add',
  productEdit: 'product.edit',
  productDelete: 'product.delete',
  /** What was paid for products. */
  purchaseView: 'purchase.view',
  storeModify: 'store.modify',
  /** Every store; `store.select.<id>` is one of them. */
  storeSelect: 'store.select',
} as const;

/** What may be done with an inventory document; the right is one for each type of document. */
export type DocumentAction = 'view' | 'modify' | 'conduct' | 'cancel' | 'delete';

export const documentRight = (type: string, action: DocumentAction) =>
  `document.${type}.${action}` as const;

export type RightName = (typeof rights)[keyof typeof rights] | ReturnType<typeof documentRight>;

const area = (code: string, ...any: readonly RightName[]): Right => ({
  any,
  refused: () => refusal(code, 'Access Denied'),
});

const { catalogRead, catalogView, catalogSettings, priceEdit, vatEdit } = rights;
const { crmEdit, crmRead, extraEdit, priceTypeEdit, ratioEdit, storeModify, storeView } = rights;

export const readImages = area('200040300010', catalogRead, catalogView);
export const changeImages = area('200040300020', catalogView);
export const useProducts = area('200040300010', catalogRead, priceEdit, catalogView);
export const readVat = area('200040300010', catalogRead, vatEdit);
export const changeVat = area('200040300020', vatEdit);
export const readMeasures = area('200040300010', catalogRead, storeView);
export const changeMeasures = area('200040300020', storeView);
export const readRatios = area('200040300010', catalogRead, ratioEdit);
export const readExtras = area('200040300010', catalogRead, extraEdit);
export const readSections = area('200040300010', catalogRead, catalogView);
export const changeCatalogs = area('200040300030', catalogSettings);
export const readCrm = area('ACCESS_DENIED', crmRead, crmEdit);
export const changeCrm = area('ACCESS_DENIED', crmEdit);
export const readPrices = area('200040300010', catalogRead, priceEdit);
export const changePrices = area('200040300020', priceEdit);
export const readPriceTypes = area('200040300010', catalogRead, priceTypeEdit);
export const changePriceTypes = area('200040300020', priceTypeEdit);
/** Changing takes the right `iblock.edit` too where a method checks it itself. */
export const useProperties = area('0', catalogRead);
export const readCatalogs = area('200040300010', catalogRead, catalogSettings);
export const readStores = area('200040300010', catalogRead, storeView);
export const changeStores = area('200040300020', storeModify);

const inventory = (code: string, text: string, ...any: readonly RightName[]): Right => ({
  any,
  refused: () => refusal(code, text),
});

/** What a portal answers who may not do it to a document, and who names none (section 5.9). */
export const DOCUMENT_DENIED = 'Insufficient permissions to save the document';

export const readDocuments = inventory('0', DOCUMENT_DENIED, catalogRead, storeView);
export const changeDocuments = inventory('0', DOCUMENT_DENIED, storeView);
export const readMode = inventory('0', 'Access denied', catalogRead, storeView);

const LINES_DENIED = ['ERROR_DOCUMENT_RIGHTS', 'Access denied'] as const;

export const linesDenied = () => refusal(...LINES_DENIED);
export const readLines = inventory(...LINES_DENIED, catalogRead, storeView);
export const changeLines = inventory(...LINES_DENIED, storeView);

export const readContractors: Right = {
  ...inventory('0', 'Access denied', documentRight('A', 'view')),
  all: [storeView, catalogRead],
};
export const changeContractors: Right = {
  ...readContractors,
  all: [documentRight('A', 'modify'), storeView, catalogRead],
};

export const readDocumentFields = area('0', catalogRead, storeView);
export const changeDocumentFields = area('0', storeView);

/** What is asked of who uses a store. */
export const anyStore = [rights.storeSelect, `${rights.storeSelect}.<id>`] as const;

/** Throws `Access Denied` with the code unless the caller has the right to single elements. */
export function requireElementRight(caller: Caller, right: RightName, code: string): void {
  if (!may(caller, right)) throw refusal(code, 'Access Denied');
}
