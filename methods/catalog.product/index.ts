import add from './add.ts';
import remove from './delete.ts';
import download from './download.ts';
import get from './get.ts';
import getFieldsByFilter from './getFieldsByFilter.ts';
import list from './list.ts';
import update from './update.ts';

export default { add, delete: remove, download, get, getFieldsByFilter, list, update };
