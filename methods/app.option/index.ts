import get from './get.ts';
import set from './set.ts';

export default { get, set };
