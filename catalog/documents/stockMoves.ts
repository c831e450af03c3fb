import { type Db, refusal } from '../../src/core/index.ts';
import { inChunks } from '../chunks.ts';
import { round } from '../stock/inventory.ts';
import type { Goods } from './documentGoods.ts';
import type { Line } from './documents.ts';
import type { DocType } from './documentTypes.ts';

/** How the amount of a product in a store changes; one for each pair. */
export interface Move {
  readonly productId: number;
  readonly storeId: number;
  readonly change: number;
}

/** What checked lines do: what leaves one store and what enters another, summed up. */
export function movesOf(type: DocType, lines: readonly Line[]): Move[] {
  const moves = new Map<string, Move>();
  const add = (productId: number, storeId: number, amount: number): void => {
    const key = `${productId} ${storeId}`;
    const change = round((moves.get(key)?.change ?? 0) + amount);
    moves.set(key, { productId, storeId, change });
  };
  for (const { elementId, storeFrom, storeTo, amount } of lines) {
    if (type.from) add(elementId, storeFrom as number, -(amount as number));
    if (type.to) add(elementId, storeTo as number, amount as number);
  }
  return [...moves.values()];
}

export const reversed = (moves: readonly Move[]): Move[] =>
  moves.map((move) => ({ ...move, change: -move.change }));

/** A row of stock as it will be. */
interface StockRow {
  readonly productId: number;
  readonly storeId: number;
  readonly amount: number;
}

/**
 * Tests every move before one is made. Throws where a store would hold less than nothing of a
 * product that may not be bought at zero.
 */
export async function testMoves(
  { query }: Db,
  moves: readonly Move[],
  goods: ReadonlyMap<number, Goods>,
): Promise<StockRow[]> {
  const amounts = new Map<string, number>();
  for await (const ids of inChunks([...new Set(moves.map(({ productId }) => productId))])) {
    const rows = await query
      .selectFrom('storeProduct')
      .select(['productId', 'storeId', 'amount'])
      .where('productId', 'in', ids)
      .execute();
    for (const row of rows) amounts.set(`${row.productId} ${row.storeId}`, row.amount);
  }
  return moves.map(({ productId, storeId, change }) => {
    const amount = round((amounts.get(`${productId} ${storeId}`) ?? 0) + change);
    const product = goods.get(productId);
    if (change < 0 && amount < 0 && product?.canBuyZero !== 'Y') {
      throw refusal(
        '0',
        `Insufficient quantity of goods #${productId} (${product?.name}) in the store #${storeId}`,
      );
    }
    return { productId, storeId, amount };
  });
}

/** Makes moves that were tested. */
export async function makeMoves({ query }: Db, rows: readonly StockRow[]): Promise<void> {
  for await (const chunk of inChunks(rows)) {
    await query
      .insertInto('storeProduct')
      .values(chunk.map((row) => ({ ...row, quantityReserved: 0 })))
      .onConflict((conflict) =>
        conflict
          .columns(['productId', 'storeId'])
          .doUpdateSet((eb) => ({ amount: eb.ref('excluded.amount') })),
      )
      .execute();
  }
}
