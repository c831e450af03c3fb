import get from './get.ts';
import list from './list.ts';

export default { get, list };
