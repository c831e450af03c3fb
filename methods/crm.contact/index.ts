import { CONTACT } from '../../catalog/documents/contractors.ts';
import { contact } from '../../schemas/crm.ts';
import { crmMethods } from '../_shared/crmMethods.ts';

/** Persons that goods come from. */
export default crmMethods({
  name: 'contact',
  table: 'crmContact',
  schema: contact,
  contractor: CONTACT,
  names: ['name', 'lastName'],
});
