import get from './get.ts';

export default { get };
