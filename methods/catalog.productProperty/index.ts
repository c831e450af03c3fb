import add from './add.ts';
import { entity } from './entity.ts';
import update from './update.ts';

export default { ...entity, add, update };
