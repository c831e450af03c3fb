import remove from './delete.ts';
import { verbs } from './entity.ts';
import list from './list.ts';

export default { ...verbs, delete: remove, list };
