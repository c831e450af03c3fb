import '../../schemas/crm.ts';
import '../../schemas/documentContractor.ts';
import type { Db } from '../../src/core/index.ts';

/** Types of the CRM that deliver: contacts and companies. */
export const CONTACT = 3;
export const COMPANY = 4;

export type ContractorType = typeof CONTACT | typeof COMPANY;

/** Whether the CRM has the contact or company. */
export async function contractorExists(
  { query }: Db,
  entityTypeId: ContractorType,
  entityId: number,
): Promise<boolean> {
  const found = await query
    .selectFrom(entityTypeId === CONTACT ? 'crmContact' : 'crmCompany')
    .select('id')
    .where('id', '=', entityId)
    .executeTakeFirst();
  return found !== undefined;
}

/** Takes a contact or company that is about to be deleted off the documents that name it. */
export async function unbindContractor(
  { query }: Db,
  entityTypeId: ContractorType,
  entityId: number,
): Promise<void> {
  await query
    .deleteFrom('documentContractor')
    .where('entityTypeId', '=', entityTypeId)
    .where('entityId', '=', entityId)
    .execute();
}
