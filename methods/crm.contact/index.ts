import { contact } from '../../schemas/crm.ts';
import { crmMethods } from '../_shared/crm/entity.ts';
import { CONTACT } from '../_shared/documents/contractors.ts';

/** Persons that goods come from. */
export default crmMethods({
  name: 'contact',
  table: 'crmContact',
  schema: contact,
  contractor: CONTACT,
  names: ['name', 'lastName'],
});
