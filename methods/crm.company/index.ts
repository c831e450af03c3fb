import { COMPANY } from '../../catalog/documents/contractors.ts';
import { company } from '../../schemas/crm.ts';
import { crmMethods } from '../_shared/crmMethods.ts';

/** Firms that goods come from. */
export default crmMethods({
  name: 'company',
  table: 'crmCompany',
  schema: company,
  contractor: COMPANY,
  names: ['title'],
});
