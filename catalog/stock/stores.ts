import '../../schemas/store.ts';
import { type Caller, type Db, may } from '../../src/core/index.ts';
import { rights } from '../rights.ts';

/** Whether the caller may see and use every store. */
export const maySelectAll = (caller: Caller): boolean => may(caller, rights.storeSelect);

/** Whether the caller may use a store: it was given to them, or they made it (section 4). */
export const maySelect = (caller: Caller, { id, userId }: { id: number; userId: unknown }) =>
  may(caller, rights.storeSelect, `${rights.storeSelect}.${id}`) || userId === caller.userId;

/** The stores that a caller without access to all of them may use. */
export async function selectableStores({ query }: Db, caller: Caller): Promise<number[]> {
  const stores = await query.selectFrom('store').select(['id', 'userId']).execute();
  return stores.filter((store) => maySelect(caller, store)).map(({ id }) => id);
}

/** Whether the caller may use each of these stores; one that does not exist is nobody's secret. */
export async function maySelectEach(
  db: Db,
  caller: Caller,
  ids: readonly (number | null)[],
): Promise<boolean> {
  if (maySelectAll(caller)) return true;
  const usable = new Set(await selectableStores(db, caller));
  return ids.every((id) => id === null || usable.has(id));
}
