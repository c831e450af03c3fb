import name from './name.ts';

export default { name };
