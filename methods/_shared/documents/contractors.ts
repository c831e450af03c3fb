import '../../../schemas/crm.ts';
import type { Db } from '../../../src/core/index.ts';

/** Types of the CRM that deliver: contacts and companies. */
export const CONTACT = 3;
export const COMPANY = 4;

/** Whether the CRM has the contact or company. */
export async function contractorExists(
  { query }: Db,
  entityTypeId: typeof CONTACT | typeof COMPANY,
  entityId: number,
): Promise<boolean> {
  const found = await query
    .selectFrom(entityTypeId === CONTACT ? 'crmContact' : 'crmCompany')
    .select('id')
    .where('id', '=', entityId)
    .executeTakeFirst();
  return found !== undefined;
}
