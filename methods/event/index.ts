import bind from './bind.ts';
import get from './get.ts';
import test from './test.ts';
import unbind from './unbind.ts';

export default { bind, get, test, unbind };
