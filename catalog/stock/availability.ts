import { type Db, prepare, type Row, refusal } from '../../src/core/index.ts';
import { isInventoryOn, withStoredQuantity } from './inventory.ts';

const positiveOrNull = ['vatId', 'measure', 'width', 'height', 'length'] as const;

/** Brings the stock fields of a row in line with its type and decides whether it can be bought. */
export function settle(row: Row): Row {
  const settled: Row = { ...row };
  for (const name of positiveOrNull) {
    if (name in settled && !(Number(settled[name]) > 0)) settled[name] = null;
  }
  if (Number(settled.quantityReserved ?? 0) < 0) {
    throw refusal('0', 'quantityReserved must not be negative');
  }
  switch (row.type) {
    case 3:
      return { ...settled, quantity: 0 };
    case 5:
    case 6:
      return { ...settled, quantity: 0, quantityTrace: 'Y', canBuyZero: 'N', available: 'N' };
    case 7: {
      const available = row.available === 'Y' ? 'Y' : 'N';
      const quantity = available === 'Y' ? 1 : 0;
      return {
        ...settled,
        available,
        quantity,
        quantityReserved: 0,
        quantityTrace: 'N',
        canBuyZero: 'Y',
      };
    }
    default: {
      const soldOut =
        !(Number(row.quantity) > 0) && row.quantityTrace === 'Y' && row.canBuyZero === 'N';
      return { ...settled, available: soldOut ? 'N' : 'Y' };
    }
  }
}

async function stockOf(db: Db, id: number): Promise<Row> {
  const row = await db.query
    .selectFrom('product')
    .select(['quantity', 'quantityReserved', 'quantityTrace', 'canBuyZero'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && (await isInventoryOn(db)) ? withStoredQuantity(db, id, row) : { ...row };
}

const offersOf = prepare<{ parentId: number }>()((db, p) =>
  db
    .selectFrom('product')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn
        .countAll<number>()
        .filterWhere((f) => f.and([f('active', '=', 'Y'), f('available', '=', 'Y')]))
        .as('buyable'),
    ])
    .where('parentId', '=', p('parentId')),
);

/**
 * A parent follows its variations: with one it is of type 3 and can be bought when an active one
 * can; without any it is a simple product again.
 */
export async function syncParent(db: Db, parentId: number | null): Promise<void> {
  if (!parentId) return;
  const offers = await db.first(offersOf, { parentId });
  const available = Number(offers?.buyable) > 0 ? 'Y' : 'N';
  const changed =
    Number(offers?.count) > 0
      ? { type: 3, quantity: 0, available }
      : settle({ ...(await stockOf(db, parentId)), type: 1 });
  await db.query.updateTable('product').set(changed).where('id', '=', parentId).execute();
}
