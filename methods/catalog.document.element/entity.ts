import { documentElement } from '../../schemas/documentElement.ts';
import { type Context, crud, type RowChange, refusal } from '../../src/core/index.ts';
import { findDocument, mayDocument, NOT_FOUND } from '../_shared/documents/load.ts';
import { changeLines, linesDenied, readLines } from '../_shared/rights.ts';
import { maySelectEach } from '../_shared/stock/stores.ts';

const lineNotFound = () => refusal('ERROR_DOCUMENT_STATUS', NOT_FOUND);

/** Document, rights to its type and to the stores, and that it is not conducted: in this order. */
async function check({ db, caller }: Context, { on, row, stored }: RowChange): Promise<void> {
  const document = await findDocument(db, Number(row.docId));
  if (!document) throw lineNotFound();
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
  read: readLines,
  write: changeLines,
  check,
});

/** A portal speaks of the document where a line does not exist. */
export async function requireLine({ db }: Context, id: number): Promise<void> {
  const line = await db.query
    .selectFrom('documentElement')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!line) throw lineNotFound();
}
