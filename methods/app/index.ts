import info from './info.ts';

export default { info };
