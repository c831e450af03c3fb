import add from './add.ts';
import remove from './delete.ts';
import deleteAll from './deleteAll.ts';
import get from './get.ts';
import list from './list.ts';
import ofProduct from './ofProduct.ts';
import ordered from './ordered.ts';
import patch from './patch.ts';
import primary from './primary.ts';
import reorder from './reorder.ts';
import update from './update.ts';

export default {
  add,
  delete: remove,
  deleteAll,
  get,
  list,
  ofProduct,
  ordered,
  patch,
  primary,
  reorder,
  update,
};
