import { type Context, type Db, prepare } from '../../src/core/index.ts';
import { inChunks } from '../chunks.ts';
import { emitChange } from '../events.ts';
import { inBase, loadRates } from './exchangeRates.ts';
import { type PriceDraft, plainPrice, pricesOf } from './prices.ts';

/** Changes of the prices of one product; ids of `remove` are of its own prices. */
export interface PriceChanges {
  readonly remove?: readonly number[];
  readonly save?: readonly PriceDraft[];
}

const parentOf = prepare<{ id: number }>()((db, p) =>
  db.selectFrom('product').select('parentId').where('id', '=', p('id')),
);

/**
 * The one place that writes prices, already checked: with their amount in the base currency, the
 * time of the product's change, the events, and the prices of the parent that follow
 * (spec/catalog.md section 5.7). Gives the ids of the saved prices in their order.
 */
export async function savePrices(
  context: Context,
  productId: number,
  { remove = [], save = [] }: PriceChanges,
): Promise<number[]> {
  const { db, now } = context;
  const timestampX = Math.floor(now / 1000);
  for await (const ids of inChunks(remove)) {
    await db.query.deleteFrom('price').where('id', 'in', ids).execute();
  }
  for (const id of remove) await emitChange(context, 'PRICE', 'DELETE', id);

  const rates = await loadRates(db);
  const saved: number[] = [];
  for (const { id, ...draft } of save) {
    const priceScale = inBase(draft.price, draft.currency, rates);
    saved.push(await store(context, id, { ...draft, productId, priceScale, timestampX }));
  }

  await db.query.updateTable('product').set({ timestampX }).where('id', '=', productId).execute();
  const product = await db.first(parentOf, { id: productId });
  await followVariations(context, product?.parentId ?? null);
  return saved;
}

type Values = Omit<PriceDraft, 'id'> & {
  productId: number;
  priceScale: number;
  timestampX: number;
};

async function store(context: Context, id: number | undefined, row: Values): Promise<number> {
  const { query } = context.db;
  if (id !== undefined) {
    await query.updateTable('price').set(row).where('id', '=', id).execute();
    await emitChange(context, 'PRICE', 'UPDATE', id);
    return id;
  }
  const added = await query
    .insertInto('price')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  await emitChange(context, 'PRICE', 'ADD', added.id);
  return added.id;
}

/** The cheapest price of a single piece among all variations of a parent, one for each type. */
const cheapestOfVariations = ({ query }: Db, parentId: number) =>
  query
    .selectFrom(
      query
        .selectFrom('product')
        .innerJoin('price', 'price.productId', 'product.id')
        .select((eb) => [
          'price.catalogGroupId',
          'price.price',
          'price.currency',
          'price.priceScale',
          eb.fn
            .agg<number>('row_number')
            .over((over) =>
              over
                .partitionBy('price.catalogGroupId')
                .orderBy(eb.fn.coalesce('price.priceScale', 'price.price'))
                .orderBy('price.id'),
            )
            .as('rank'),
        ])
        .where('product.parentId', '=', parentId)
        .where((eb) =>
          eb.or([eb('price.quantityFrom', 'is', null), eb('price.quantityFrom', '<=', 1)]),
        )
        .as('ranked'),
    )
    .select(['catalogGroupId', 'price', 'currency', 'priceScale'])
    .where('rank', '=', 1)
    .orderBy('catalogGroupId')
    .execute();

/**
 * Gives a parent, for each price type, the cheapest price of its variations and takes away what none
 * of them has (spec/catalog.md section 5.2). Called when a price of a variation changes and when a
 * variation joins or leaves.
 */
export async function followVariations(context: Context, parentId: number | null): Promise<void> {
  if (!parentId) return;
  const cheapest = await cheapestOfVariations(context.db, parentId);
  const own = await pricesOf(context.db, parentId);
  const kept = new Set<number>();
  const save: PriceDraft[] = [];
  for (const { catalogGroupId, price, currency, priceScale } of cheapest) {
    const draft = { ...plainPrice, catalogGroupId, price, currency };
    const stored = own.find((row) => row.catalogGroupId === catalogGroupId);
    if (!stored) {
      save.push(draft);
      continue;
    }
    kept.add(stored.id);
    const wanted = { ...stored, ...draft, priceScale };
    const names = Object.keys(wanted) as (keyof typeof stored)[];
    if (names.some((name) => wanted[name] !== stored[name])) save.push({ ...draft, id: stored.id });
  }
  const remove = own.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  if (save.length + remove.length > 0) await savePrices(context, parentId, { remove, save });
}
