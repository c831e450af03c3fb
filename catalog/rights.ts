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

/** Any of these rights; who has none is refused with the code and the text. */
const anyOf = (code: string, any: readonly RightName[], text = 'Access Denied'): Right => ({
  any,
  refused: () => refusal(code, text),
});

const { catalogRead, catalogView, catalogSettings, priceEdit, vatEdit } = rights;
const { crmEdit, crmRead, extraEdit, priceTypeEdit, ratioEdit, storeModify, storeView } = rights;

export const readImages = anyOf('200040300010', [catalogRead, catalogView]);
export const changeImages = anyOf('200040300020', [catalogView]);
export const useProducts = anyOf('200040300010', [catalogRead, priceEdit, catalogView]);
export const readVat = anyOf('200040300010', [catalogRead, vatEdit]);
export const changeVat = anyOf('200040300020', [vatEdit]);
export const readMeasures = anyOf('200040300010', [catalogRead, storeView]);
export const changeMeasures = anyOf('200040300020', [storeView]);
export const readRatios = anyOf('200040300010', [catalogRead, ratioEdit]);
export const readExtras = anyOf('200040300010', [catalogRead, extraEdit]);
export const readSections = anyOf('200040300010', [catalogRead, catalogView]);
export const changeCatalogs = anyOf('200040300030', [catalogSettings]);
export const readCrm = anyOf('ACCESS_DENIED', [crmRead, crmEdit]);
export const changeCrm = anyOf('ACCESS_DENIED', [crmEdit]);
export const readPrices = anyOf('200040300010', [catalogRead, priceEdit]);
export const changePrices = anyOf('200040300020', [priceEdit]);
export const readPriceTypes = anyOf('200040300010', [catalogRead, priceTypeEdit]);
export const changePriceTypes = anyOf('200040300020', [priceTypeEdit]);
/** Changing takes the right `iblock.edit` too where a method checks it itself. */
export const useProperties = anyOf('0', [catalogRead]);
export const readCatalogs = anyOf('200040300010', [catalogRead, catalogSettings]);
export const readStores = anyOf('200040300010', [catalogRead, storeView]);
export const changeStores = anyOf('200040300020', [storeModify]);

/** The refusal of a caller who lacks the right to a document, or names none (spec/catalog.md section 5.9). */
export const DOCUMENT_DENIED = 'Insufficient permissions to save the document';

export const readDocuments = anyOf('0', [catalogRead, storeView], DOCUMENT_DENIED);
export const changeDocuments = anyOf('0', [storeView], DOCUMENT_DENIED);
export const readMode = anyOf('0', [catalogRead, storeView], 'Access denied');

const ofLines = (...any: readonly RightName[]): Right =>
  anyOf('ERROR_DOCUMENT_RIGHTS', any, 'Access denied');

export const readLines = ofLines(catalogRead, storeView);
export const changeLines = ofLines(storeView);
export const linesDenied = changeLines.refused;

export const readContractors: Right = {
  ...anyOf('0', [documentRight('A', 'view')], 'Access denied'),
  all: [storeView, catalogRead],
};
export const changeContractors: Right = {
  ...readContractors,
  all: [documentRight('A', 'modify'), storeView, catalogRead],
};

export const readDocumentFields = anyOf('0', [catalogRead, storeView]);
export const changeDocumentFields = anyOf('0', [storeView]);

/** What is asked of who uses a store. */
export const anyStore = [rights.storeSelect, `${rights.storeSelect}.<id>`] as const;

/** Throws `Access Denied` with the code unless the caller has the right to single elements. */
export function requireElementRight(caller: Caller, right: RightName, code: string): void {
  if (!may(caller, right)) throw refusal(code, 'Access Denied');
}
