import { store } from '../../schemas/store.ts';
import { createCodec, createListReader, listAnswer, read, readPage } from '../../src/core/index.ts';
import { anyStore } from '../_shared/rights.ts';
import { maySelectAll, selectableStores } from '../_shared/stock/stores.ts';
import { stores } from './entity.ts';
import { withImages } from './image.ts';

const codec = createCodec(store);
const readRequest = createListReader(store, codec);

/** `{ stores }`: those that the caller may use. */
export default read({
  ...stores.list,
  asks: anyStore,
  async run({ db, caller }, params) {
    const asked = readRequest(params);
    const usable = maySelectAll(caller)
      ? []
      : [{ field: 'id', operator: '=', value: await selectableStores(db, caller) } as const];
    const request = { ...asked, conditions: [...asked.conditions, ...usable] };
    const page = await readPage(db, 'store', request);
    const rows = page.rows.map((row) => codec.castOut(row, request.fields));
    return listAnswer('stores', page, await withImages(db, rows));
  },
});
