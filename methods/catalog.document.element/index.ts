import remove from './delete.ts';
import { lines } from './entity.ts';
import fields from './fields.ts';
import update from './update.ts';

const { add, getFields, list } = lines;

export default { add, delete: remove, fields, getFields, list, update };
