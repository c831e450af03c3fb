import { contact } from '../../schemas/crm.ts';
import { crmMethods } from '../_shared/crm/entity.ts';

/** Persons that goods come from. */
export default crmMethods({
  name: 'contact',
  table: 'crmContact',
  schema: contact,
  names: ['name', 'lastName'],
});
