import { getFields, list } from './entity.ts';
import get from './get.ts';
import set from './set.ts';

export default { get, getFields, list, set };
