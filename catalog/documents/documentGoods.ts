import { type Db, refusal } from '../../src/core/index.ts';
import { inChunks } from '../chunks.ts';
import { GOODS } from '../stock/goods.ts';
import type { Line } from './documents.ts';
import type { DocType } from './documentTypes.ts';

/** A product as documents see it. */
export interface Goods {
  readonly id: number;
  readonly type: number;
  readonly name: string;
  readonly canBuyZero: string | null;
}

/** The products of the lines, by id. */
export async function goodsOf(
  { query }: Db,
  lines: readonly Line[],
): Promise<ReadonlyMap<number, Goods>> {
  const goods = new Map<number, Goods>();
  for await (const ids of inChunks([...new Set(lines.map(({ elementId }) => elementId))])) {
    const rows = await query
      .selectFrom('product')
      .select(['id', 'type', 'name', 'canBuyZero'])
      .where('id', 'in', ids)
      .execute();
    for (const row of rows) goods.set(row.id, row);
  }
  return goods;
}

/**
 * Throws for the first line that cannot move stock; each rule looks at all of the lines before the
 * next, as on a portal: products, amounts, stores (spec/catalog.md section 5.9).
 */
export async function requireMovable(
  db: Db,
  type: DocType,
  lines: readonly Line[],
  goods: ReadonlyMap<number, Goods>,
): Promise<void> {
  if (lines.length === 0) throw refusal('0', 'The document has no goods');
  for (const { elementId } of lines) {
    const product = goods.get(elementId);
    if (!product) throw refusal('0', `Goods #${elementId} are not found`);
    if (!(GOODS as readonly number[]).includes(product.type)) {
      throw refusal('0', `${shown(product)} cannot be moved: only products and variations can`);
    }
  }
  for (const { elementId, amount } of lines) {
    if (!((amount ?? 0) > 0)) {
      const product = shown(goods.get(elementId) as Goods);
      throw refusal('0', `Incorrect quantity of ${product} in the warehouse accounting document`);
    }
  }
  await requireStoresOfLines(db, type, lines, goods);
}

const shown = ({ id, name }: Goods): string => `goods #${id} (${name})`;

async function requireStoresOfLines(
  { query }: Db,
  type: DocType,
  lines: readonly Line[],
  goods: ReadonlyMap<number, Goods>,
): Promise<void> {
  const stores = await query.selectFrom('store').select(['id', 'active']).execute();
  const active = new Map(stores.map((store) => [store.id, store.active === 'Y']));
  for (const { elementId, storeFrom, storeTo } of lines) {
    const product = shown(goods.get(elementId) as Goods);
    const ends = [
      { needed: type.from, store: storeFrom, name: 'outgoing' },
      { needed: type.to, store: storeTo, name: 'incoming' },
    ];
    for (const { store, name } of ends.filter(({ needed }) => needed)) {
      if (!store) throw refusal('0', `The ${name} store of ${product} is not specified`);
      const state = active.get(store);
      if (state === undefined) throw refusal('0', `The ${name} store of ${product} is not found`);
      if (!state) throw refusal('0', `The ${name} store of ${product} is not active`);
    }
    if (type.from && type.to && storeFrom === storeTo) {
      throw refusal('0', `The incoming and the outgoing store of ${product} are the same`);
    }
  }
}
