import { findDocument, mayDocument, NOT_FOUND } from '../../catalog/documents/documents.ts';
import {
  anyStore,
  changeLines,
  documentRight,
  linesDenied,
  readLines,
} from '../../catalog/rights.ts';
import { maySelectEach } from '../../catalog/stock/stores.ts';
import { documentElement } from '../../schemas/documentElement.ts';
import { type Context, crud, type RowChange, refusal } from '../../src/core/index.ts';

/** Document, rights to its type and to the stores, and that it is not conducted: in this order. */
async function check({ db, caller }: Context, { on, row, stored }: RowChange): Promise<void> {
  const document = await findDocument(db, Number(row.docId));
  if (!document) throw refusal('ERROR_DOCUMENT_STATUS', NOT_FOUND);
  const stores = [row, stored].flatMap((one) => [one?.storeFrom, one?.storeTo]);
  const mayChange =
    mayDocument(caller, document.docType, 'modify') &&
    (await maySelectEach(
      db,
      caller,
      stores.map((id) => (id ? Number(id) : null)),
    ));
  if (!mayChange) throw linesDenied();
  if (document.status === 'Y') throw refusal('ERROR_DOCUMENT_STATUS', 'Conducted document');
  if (on === 'add' && Number(row.elementId) <= 0) {
    throw refusal('0', 'Error of adding new document element');
  }
}

/** Lines of documents. Whether their product and stores exist is asked when they are conducted. */
export const lines = crud({
  name: 'documentElement',
  plural: 'documentElements',
  table: 'documentElement',
  schema: documentElement,
  scope: 'catalog',
  // A portal speaks of the document where a line does not exist.
  missingCode: 'ERROR_DOCUMENT_STATUS',
  missingText: NOT_FOUND,
  read: readLines,
  write: changeLines,
  asks: {
    save: [documentRight('<type>', 'modify'), ...anyStore],
    delete: [documentRight('<type>', 'modify'), ...anyStore],
  },
  errors: {
    save: [
      ['ERROR_DOCUMENT_STATUS', NOT_FOUND],
      ['ERROR_DOCUMENT_STATUS', 'Conducted document'],
    ],
    add: [['0', 'Error of adding new document element']],
    delete: [['ERROR_DOCUMENT_STATUS', 'Conducted document']],
  },
  check,
});
