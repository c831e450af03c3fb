import '../../schemas/document.ts';
import '../../schemas/documentElement.ts';
import {
  type Caller,
  type Context,
  type Db,
  may,
  type Refusal,
  refusal,
} from '../../src/core/index.ts';
import { DOCUMENT_DENIED, type DocumentAction, documentRight } from '../rights.ts';
import { maySelectEach } from '../stock/stores.ts';

/** A document as the rules need it. */
export interface InventoryDocument {
  readonly id: number;
  readonly docType: string;
  readonly title: string | null;
  readonly status: 'Y' | 'N';
  readonly currency: string;
}

export const NOT_FOUND = 'Document not found';

export const findDocument = ({ query }: Db, id: number): Promise<InventoryDocument | undefined> =>
  query
    .selectFrom('document')
    .select(['id', 'docType', 'title', 'status', 'currency'])
    .where('id', '=', id)
    .executeTakeFirst();

/** Whether the caller may do it to documents of the type. */
export const mayDocument = (caller: Caller, docType: string, action: DocumentAction): boolean =>
  may(caller, documentRight(docType, action));

/** Throws unless the caller may do it to documents of the type. */
export function requireDocumentRight(
  caller: Caller,
  docType: string,
  action: DocumentAction,
): void {
  if (!mayDocument(caller, docType, action)) throw refusal('0', DOCUMENT_DENIED);
}

/**
 * The document, if the caller may do this to it. Of one that does not exist nobody can say which
 * right it needs, so that an administrator alone is told that it does not.
 */
export async function requireDocument(
  { db, caller }: Context,
  id: number,
  action: DocumentAction,
): Promise<InventoryDocument> {
  const found = await findDocument(db, id);
  if (!found) throw refusal('0', caller.admin ? NOT_FOUND : DOCUMENT_DENIED);
  requireDocumentRight(caller, found.docType, action);
  return found;
}

/** A line as it moves stock. */
export interface Line {
  readonly elementId: number;
  readonly storeFrom: number | null;
  readonly storeTo: number | null;
  readonly amount: number | null;
  readonly purchasingPrice: number | null;
}

export const linesOf = ({ query }: Db, docId: number): Promise<Line[]> =>
  query
    .selectFrom('documentElement')
    .select(['elementId', 'storeFrom', 'storeTo', 'amount', 'purchasingPrice'])
    .where('docId', '=', docId)
    .orderBy('id')
    .execute();

/** Throws unless the caller may use every store of the lines. */
export async function requireStores(
  { db, caller }: Context,
  lines: readonly Line[],
): Promise<void> {
  const ids = lines.flatMap(({ storeFrom, storeTo }) => [storeFrom, storeTo]);
  if (await maySelectEach(db, caller, ids)) return;
  throw refusal(
    '0',
    'Could not complete the action as you do not have sufficient permissions to view and select warehouses',
  );
}

/** What `requireDocument` refuses, beside the want of a right. */
export const documentErrors: readonly Refusal[] = [['0', NOT_FOUND]];

/** What `requireStores` refuses. */
export const storesErrors: readonly Refusal[] = [
  [
    '0',
    'Could not complete the action as you do not have sufficient permissions to view and select warehouses',
  ],
];
