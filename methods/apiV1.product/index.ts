import add from './add.ts';
import remove from './delete.ts';
import findByName from './findByName.ts';
import findBySku from './findBySku.ts';
import get from './get.ts';
import list from './list.ts';
import update from './update.ts';

export default { add, delete: remove, findByName, findBySku, get, list, update };
