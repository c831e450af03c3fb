import clear from './clear.ts';
import error from './error.ts';
import get from './get.ts';
import list from './list.ts';

export default { clear, error, get, list };
