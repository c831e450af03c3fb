import { COMPANY, CONTACT, contractorExists } from '../../catalog/documents/contractors.ts';
import { findDocument } from '../../catalog/documents/documents.ts';
import { changeContractors, readContractors } from '../../catalog/rights.ts';
import { documentContractor } from '../../schemas/documentContractor.ts';
import { type Context, crud, type RowChange, refusal } from '../../src/core/index.ts';

/** In a portal's order: the document, its type and status, the contractor, the bindings there are. */
async function check({ db }: Context, { on, row }: RowChange): Promise<void> {
  const document = await findDocument(db, Number(row.documentId));
  if (!document) throw refusal('0', 'Store document was not found');
  if (document.docType !== 'A') throw refusal('0', 'Type of store document is wrong');
  if (document.status === 'Y') throw refusal('0', 'Unable to edit conducted document');
  if (on === 'delete') return;

  const [entityTypeId, entityId] = [Number(row.entityTypeId), Number(row.entityId)];
  if (entityTypeId !== CONTACT && entityTypeId !== COMPANY) {
    throw refusal('0', 'Wrong entity type id');
  }
  if (!(await contractorExists(db, entityTypeId, entityId))) {
    throw refusal('0', 'Wrong entity id');
  }
  const bound = await db.query
    .selectFrom('documentContractor')
    .select('entityId')
    .where('documentId', '=', document.id)
    .where('entityTypeId', '=', entityTypeId)
    .execute();
  if (bound.some((one) => one.entityId === entityId)) {
    throw refusal('0', 'This contractor has been already bound to this document');
  }
  if (entityTypeId === COMPANY && bound.length > 0) {
    throw refusal('0', 'This document already has a Company contractor');
  }
}

/** Who delivers an arrival: contacts and one company. The CRM is always there to provide them. */
export const contractors = crud({
  name: 'documentContractor',
  plural: 'documentContractor',
  table: 'documentContractor',
  schema: documentContractor,
  scope: 'catalog',
  missingCode: '0',
  missingText: 'Binding was not found',
  read: readContractors,
  write: changeContractors,
  errors: {
    save: [
      ['0', 'Store document was not found'],
      ['0', 'Type of store document is wrong'],
      ['0', 'Unable to edit conducted document'],
      ['0', 'Wrong entity type id'],
      ['0', 'Wrong entity id'],
      ['0', 'This contractor has been already bound to this document'],
      ['0', 'This document already has a Company contractor'],
    ],
    delete: [
      ['0', 'Store document was not found'],
      ['0', 'Type of store document is wrong'],
      ['0', 'Unable to edit conducted document'],
    ],
  },
  check,
});
