import { lines } from './entity.ts';
import fields from './fields.ts';

const { add, delete: remove, getFields, list, update } = lines;

export default { add, delete: remove, fields, getFields, list, update };
