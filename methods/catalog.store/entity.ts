import { imageErrors } from '../../catalog/images/imageContent.ts';
import { anyStore, changeStores, readStores } from '../../catalog/rights.ts';
import { isInventoryOn } from '../../catalog/stock/inventory.ts';
import { recount } from '../../catalog/stock/recount.ts';
import { maySelect } from '../../catalog/stock/stores.ts';
import { store } from '../../schemas/store.ts';
import { type Context, crud, type Row, type RowChange, refusal } from '../../src/core/index.ts';

/** Widths of the columns of a portal. */
const widths = { title: 75, address: 245 } as const;

/** Throws unless the caller may use the store itself, beside the area. */
export function requireStore({ caller }: Context, row: Row, code: string): void {
  if (!maySelect(caller, { id: Number(row.id), userId: row.userId })) {
    throw refusal(code, 'Access Denied');
  }
}

async function check(context: Context, { on, id, row, stored }: RowChange): Promise<void> {
  if (stored) requireStore(context, stored, '200040300020');
  if (on === 'delete') return requireUnused(context, id);
  if (!row.address) throw refusal('0', 'The field "address" must not be empty');
  for (const [name, width] of Object.entries(widths)) {
    if (String(row[name] ?? '').length > width) {
      throw refusal('0', `The field "${name}" has at most ${width} characters`);
    }
  }
}

async function requireUnused({ db }: Context, id: number): Promise<void> {
  const line = await db.query
    .selectFrom('documentElement')
    .select('id')
    .where((eb) => eb.or([eb('storeFrom', '=', id), eb('storeTo', '=', id)]))
    .limit(1)
    .executeTakeFirst();
  if (line) throw refusal('0', 'The store is used in inventory documents');
}

/** Products of which a store holds, or held, something. */
export async function productsIn({ db }: Context, storeId: number): Promise<number[]> {
  const rows = await db.query
    .selectFrom('storeProduct')
    .select('productId')
    .where('storeId', '=', storeId)
    .execute();
  return rows.map((row) => row.productId);
}

/** Gives the products their quantity anew, where stores decide it. */
export async function recountProducts(context: Context, ids: readonly number[]): Promise<void> {
  if (await isInventoryOn(context.db)) await recount(context, ids);
}

/** Only active stores count. */
async function changed(context: Context, { on, id, row, stored }: RowChange): Promise<void> {
  if (on === 'update' && row.active !== stored?.active) {
    await recountProducts(context, await productsIn(context, id));
  }
}

const touched = ({ caller, now }: Context) => ({
  modifiedBy: caller.userId,
  dateModify: Math.floor(now / 1000),
});

/** Stores with the number of their picture for imageId; the files beside this one put it in. */
export const stores = crud({
  name: 'store',
  plural: 'stores',
  table: 'store',
  schema: store,
  scope: 'catalog',
  missingCode: '201100000000',
  read: readStores,
  write: changeStores,
  asks: { update: anyStore, delete: anyStore },
  errors: {
    save: [['0', 'The field "…" has at most … characters'], ...imageErrors],
    update: [['0', 'The field "…" must not be empty']],
    delete: [['0', 'The store is used in inventory documents']],
  },
  defaults: (context) => ({
    active: 'Y',
    issuingCenter: 'N',
    sort: 100,
    userId: context.caller.userId,
    dateCreate: Math.floor(context.now / 1000),
    ...touched(context),
  }),
  touched,
  check,
  changed,
});

/** What the server sets, whatever a call says. */
export const serverFields = ['dateCreate', 'dateModify', 'modifiedBy', 'userId'] as const;
