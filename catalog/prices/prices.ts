import { type PriceRow, price } from '../../schemas/price.ts';
import {
  type Context,
  createCodec,
  type Db,
  isDecimal,
  notFound,
  notFoundRefusal,
  type PhpArray,
  type Refusal,
  type RestError,
  type Row,
  refusal,
} from '../../src/core/index.ts';

/** A price as it is going to be; without an id it is a new one. */
export type PriceDraft = Omit<PriceRow, 'id' | 'productId' | 'priceScale' | 'timestampX'> & {
  readonly id?: number;
};

/** What a new price has where nothing else was given. */
export const plainPrice = { extraId: null, quantityFrom: null, quantityTo: null } as const;

/** The part of a row that is decided by whoever changes it. */
export const toDraft = ({ productId: _, priceScale: __, timestampX: ___, ...draft }: PriceRow) =>
  draft satisfies PriceDraft;

export const priceCodec = createCodec(price);

/** NaN for what is no number: a cast would turn a misspelt amount into another one. */
function numberOf(value: unknown): number | null {
  if (value === null || value === '') return null;
  if (typeof value === 'string' && isDecimal(value)) return Number(value);
  return typeof value === 'number' ? value : Number.NaN;
}

/** A bound of 0 is none. */
function quantityOf(value: unknown): number | null {
  const quantity = numberOf(value);
  return quantity === 0 ? null : quantity;
}

/** The given fields of a price, cast; numbers that are none are NaN and refused when checked. */
export function readPrice(fields: PhpArray, on: 'add' | 'update'): Partial<PriceRow> {
  const given = priceCodec.castIn(fields, on);
  const raw = fields as Row;
  if ('price' in given) given.price = numberOf(raw.price);
  for (const name of ['quantityFrom', 'quantityTo'] as const) {
    if (name in given) given[name] = quantityOf(raw[name]);
  }
  if ('extraId' in given && !(Number(given.extraId) > 0)) given.extraId = null;
  return given;
}

const columns = priceCodec.names as readonly (keyof PriceRow)[];

/** All prices of a product, in the order of their ids. */
export const pricesOf = ({ query }: Db, productId: number): Promise<PriceRow[]> =>
  query
    .selectFrom('price')
    .select(columns)
    .where('productId', '=', productId)
    .orderBy('id')
    .execute();

/** One price, or what `absent` makes. */
export async function loadPrice(
  { query }: Db,
  id: number,
  absent: () => RestError = () => notFound('price'),
): Promise<PriceRow> {
  const row = await query
    .selectFrom('price')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw absent();
  return row;
}

/** Where a change names a price that is not there, a portal has other words than elsewhere. */
export const noPriceToChange = ({ profile }: Pick<Context, 'profile'>): RestError =>
  profile === 'live' ? refusal('0', 'Price is not exists') : notFound('price');

/** A price as it is answered. */
export const answerPrice = async (db: Db, id: number): Promise<Row> =>
  priceCodec.castOut(await loadPrice(db, id));

/** Refusals of `noPriceToChange`. */
export const priceMissing: readonly Refusal[] = [
  notFoundRefusal('price'),
  ['0', 'Price is not exists'],
];
