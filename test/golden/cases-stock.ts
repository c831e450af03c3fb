import type { Case } from './cases.ts';

const ADMIN = 1;

/** The same call on a portal without the rows that it takes for granted. */
const unknown = { errorFor: ADMIN, errorGiven: [] } as const;
const store: Case = { given: ['storeAsAnswered'], request: ['imageForPlaceholder'] };
const conduct: Case = { given: ['documents'], ...unknown };
const cancel: Case = {
  given: ['conductedDocuments'],
  errorFor: ADMIN,
  errorGiven: ['documents'],
};
const lockedLine = { errorFor: ADMIN, errorGiven: ['conductedDocument64'] } as const;

/** Samples of stores, stock and inventory documents. */
export const stockCases: Readonly<Record<string, Case>> = {
  'catalog.document.add': {
    given: ['user29', 'nextDocumentIdAsAnswered'],
    request: ['signedByUser29'],
    errorFor: ADMIN,
    errorRequest: ['unknownDocType'],
  },
  'catalog.document.cancel': cancel,
  'catalog.document.cancelList': { ...cancel, errorGiven: ['receipt35'] },
  'catalog.document.conduct': conduct,
  'catalog.document.conductList': { ...conduct, errorGiven: ['documentsWithoutAmount'] },
  'catalog.document.confirm': conduct,
  'catalog.document.delete': conduct,
  'catalog.document.deleteList': { ...conduct, errorGiven: ['conductedDocuments'] },
  'catalog.document.element.add': { given: ['document64UpToLine147'], ...lockedLine },
  'catalog.document.element.delete': { given: ['document64'], ...lockedLine },
  'catalog.document.element.fields': { given: [] },
  'catalog.document.element.getFields': { given: [] },
  'catalog.document.element.list': { given: ['document64'], request: ['withoutLine147'] },
  'catalog.document.element.update': { given: ['document64'], ...unknown },
  'catalog.document.fields': { given: [] },
  'catalog.document.getFields': { given: [] },
  'catalog.document.list': { given: ['documentsAsAnswered'], request: ['firstPage'] },
  'catalog.document.mode.status': { given: ['inventoryOn'] },
  'catalog.document.unconfirm': cancel,
  'catalog.document.update': {
    given: ['user29', 'user21', 'documentToChange'],
    request: ['document11', 'signedByUser29'],
    ...unknown,
  },
  'catalog.documentcontractor.add': {
    given: ['arrivals'],
    request: ['contractorAsAnswered'],
    ...unknown,
  },
  'catalog.documentcontractor.delete': { given: ['arrivals', 'binding42'], ...unknown },
  'catalog.documentcontractor.getFields': { given: [] },
  'catalog.documentcontractor.list': { given: ['arrivals'] },
  'catalog.store.add': { given: [], request: ['imageForPlaceholder'] },
  'catalog.store.delete': { given: [] },
  'catalog.store.get': store,
  'catalog.store.getFields': { given: [] },
  'catalog.store.list': store,
  'catalog.store.update': store,
  'catalog.storeproduct.get': { given: ['stockOf6973'], request: ['stockRow13'] },
  'catalog.storeproduct.getFields': { given: [] },
  'catalog.storeproduct.list': { given: ['stockOf6973'] },
  'catalog.userfield.document.list': { given: ['document81'] },
  'catalog.userfield.document.update': { given: ['document81'], ...unknown },
};
