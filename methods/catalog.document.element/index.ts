import { lines } from './entity.ts';
import fields from './fields.ts';
import list from './list.ts';

const { add, delete: remove, getFields, update } = lines;

export default { add, delete: remove, fields, getFields, list, update };
