import { verbs } from './entity.ts';
import list from './list.ts';

export default { ...verbs, list };
