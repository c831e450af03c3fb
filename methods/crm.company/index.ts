import { company } from '../../schemas/crm.ts';
import { crmMethods } from '../_shared/crm/entity.ts';
import { COMPANY } from '../_shared/documents/contractors.ts';

/** Firms that goods come from. */
export default crmMethods({
  name: 'company',
  table: 'crmCompany',
  schema: company,
  contractor: COMPANY,
  names: ['title'],
});
