import add from './add.ts';
import remove from './delete.ts';
import get from './get.ts';
import getFields from './getFields.ts';
import list from './list.ts';

export default { add, delete: remove, get, getFields, list };
