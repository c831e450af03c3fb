import { anyStore } from '../../catalog/rights.ts';
import { maySelectAll, selectableStores } from '../../catalog/stock/stores.ts';
import { store } from '../../schemas/store.ts';
import {
  type Context,
  createCodec,
  createListReader,
  type ListRequest,
  listAnswer,
  read,
  readPage,
} from '../../src/core/index.ts';
import { stores } from './entity.ts';
import { withImages } from './image.ts';

const codec = createCodec(store);
const readRequest = createListReader(store, codec);

/** A page of the stores that the caller may use, with their pictures. */
async function readStores({ db, caller }: Context, asked: ListRequest) {
  const usable = maySelectAll(caller)
    ? []
    : [{ field: 'id', operator: '=', value: await selectableStores(db, caller) } as const];
  const request = { ...asked, conditions: [...asked.conditions, ...usable] };
  const page = await readPage(db, 'store', request);
  const rows = page.rows.map((row) => codec.castOut(row, request.fields));
  return { page, rows: await withImages(db, rows) };
}

/** `{ stores }`: those that the caller may use. */
export default read({
  ...stores.list,
  asks: anyStore,
  entity: {
    schema: store,
    page: async (context, asked) => (await readStores(context, asked)).rows,
  },
  async run(context, params) {
    const { page, rows } = await readStores(context, readRequest(params));
    return listAnswer('stores', page, rows);
  },
});
