import {
  NOT_FOUND,
  requireDocumentRight,
  storesErrors,
} from '../../catalog/documents/documents.ts';
import { findDocType } from '../../catalog/documents/documentTypes.ts';
import { without } from '../../catalog/fields.ts';
import { requireReference } from '../../catalog/references.ts';
import { changeDocuments, readDocuments } from '../../catalog/rights.ts';
import { document } from '../../schemas/document.ts';
import {
  type Context,
  crud,
  type PhpArray,
  type Row,
  type RowChange,
  refusal,
} from '../../src/core/index.ts';

const users = ['responsibleId', 'createdBy', 'modifiedBy'] as const;

async function check({ db, caller }: Context, { given, row, stored }: RowChange): Promise<void> {
  const type = findDocType(row.docType);
  if (!type) throw refusal('0', "DOC_TYPE isn't available");
  requireDocumentRight(caller, String(row.docType), 'modify');
  if (stored?.status === 'Y') throw refusal('0', 'A conducted document cannot be changed');
  for (const name of ['siteId', 'responsibleId']) {
    if (!row[name]) throw refusal('0', `The field "${name}" must not be empty`);
  }
  for (const name of users) {
    if (given[name]) await requireReference(db, 'User', name, given[name]);
  }
  if ('currency' in given) await requireReference(db, 'Currency', 'currency', given.currency);
}

/** Numbers the documents of a type from 1 on; a number is never given twice. */
async function nextNumber({ db }: Context, docType: string): Promise<number> {
  const { last } = await db.query
    .insertInto('documentNumber')
    .values({ docType, last: 1 })
    .onConflict((conflict) =>
      conflict
        .column('docType')
        .doUpdateSet((eb) => ({ last: eb('documentNumber.last', '+', eb.lit(1)) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

/** Gives a new document the title that it came without; the documentation numbers it too. */
async function changed(context: Context, { on, id, row }: RowChange): Promise<void> {
  const numbered = row.docNumber || context.profile === 'live';
  if (on !== 'add' || (row.title && numbered)) return;
  const number = await nextNumber(context, String(row.docType));
  const title = row.title || `${findDocType(row.docType)?.title} #${number}`;
  await context.db.query
    .updateTable('document')
    .set({ title: String(title), ...(numbered ? {} : { docNumber: String(number) }) })
    .where('id', '=', id)
    .execute();
}

const seconds = ({ now }: Context): number => Math.floor(now / 1000);

/** Inventory documents as rows; what they do to stock stands in catalog/documents. */
export const documents = crud({
  name: 'document',
  plural: 'documents',
  table: 'document',
  schema: document,
  scope: 'catalog',
  missingCode: '0',
  missingText: NOT_FOUND,
  read: readDocuments,
  write: changeDocuments,
  errors: {
    save: [
      ['0', 'The field "…" must not be empty'],
      ['0', 'User … is not exists'],
      ['0', 'Currency currency is not exists'],
    ],
    add: [['0', "DOC_TYPE isn't available"]],
    update: [['0', 'A conducted document cannot be changed']],
    delete: [...storesErrors, ['1', 'A conducted document cannot be deleted']],
  },
  defaults: (context) => ({
    siteId: 's1',
    status: 'N',
    wasCancelled: 'N',
    dateCreate: seconds(context),
    dateModify: seconds(context),
    dateStatus: seconds(context),
  }),
  touched: (context) => ({ dateModify: seconds(context) }),
  check,
  changed,
});

/** Fields as the caller may set them: an administrator alone signs with another's name. */
export function signed({ caller }: Context, fields: PhpArray): Row {
  const own = without(fields, ['dateCreate', 'dateModify', 'statusBy']);
  const signature = { createdBy: caller.userId, modifiedBy: caller.userId };
  return caller.admin ? { ...signature, ...own } : { ...own, ...signature };
}
