import add from './add.ts';
import cancel from './cancel.ts';
import cancelList from './cancelList.ts';
import conduct from './conduct.ts';
import conductList from './conductList.ts';
import confirm from './confirm.ts';
import remove from './delete.ts';
import deleteList from './deleteList.ts';
import { documents } from './entity.ts';
import fields from './fields.ts';
import list from './list.ts';
import unconfirm from './unconfirm.ts';
import update from './update.ts';

const { getFields } = documents;

export default {
  add,
  cancel,
  cancelList,
  conduct,
  conductList,
  confirm,
  delete: remove,
  deleteList,
  fields,
  getFields,
  list,
  unconfirm,
  update,
};
