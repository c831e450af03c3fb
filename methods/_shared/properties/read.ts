import '../../../schemas/propertyValue.ts';
import type { Db, Row } from '../../../src/core/index.ts';
import { productFile } from '../files.ts';
import { isFile, isPhoto, type Property } from './load.ts';
import { PHOTO } from './rules.ts';
import { type StoredValue, valueTypeOf } from './types.ts';

/** A stored value, and the text of the list value that it names. */
interface ValueRow extends StoredValue {
  readonly id: number;
  readonly productId: number;
  readonly propertyId: number;
  readonly enumText: string | null;
}

const idsOf = (rows: readonly { readonly id?: unknown }[]): number[] =>
  rows.map(({ id }) => Number(id));

const valuesOf = (
  { query }: Db,
  productIds: number[],
  properties: readonly Property[],
): Promise<ValueRow[]> =>
  query
    .selectFrom('propertyValue as v')
    .leftJoin('productPropertyEnum as e', (join) =>
      join.onRef('e.propertyId', '=', 'v.propertyId').onRef('e.id', '=', 'v.number'),
    )
    .select(['v.id', 'v.productId', 'v.propertyId', 'v.value', 'v.number', 'v.textType'])
    .select('e.value as enumText')
    .where('v.productId', 'in', productIds)
    .where('v.propertyId', 'in', idsOf(properties))
    .orderBy('v.id')
    .execute();

interface FileRow {
  readonly id: number;
  readonly productId: number;
  readonly propertyId: number;
}

/** Files by property; the photos of products of several catalogs are told apart by the product. */
async function filesOf(
  { query }: Db,
  productIds: number[],
  wanted: readonly Property[],
): Promise<FileRow[]> {
  const photos = wanted.filter(isPhoto);
  const others = wanted.filter((property) => !isPhoto(property));
  const images =
    photos.length === 0
      ? []
      : await query
          .selectFrom('file')
          .select(['id', 'productId'])
          .where('productId', 'in', productIds)
          .where('type', '=', PHOTO)
          .orderBy('id')
          .execute();
  const files =
    others.length === 0
      ? []
      : await query
          .selectFrom('propertyFile')
          .select(['id', 'productId', 'propertyId'])
          .where('productId', 'in', productIds)
          .where('propertyId', 'in', idsOf(others))
          .orderBy('id')
          .execute();
  return [...photos.flatMap(({ id }) => images.map((i) => ({ ...i, propertyId: id }))), ...files];
}

/** Keys in the order in which they are sent. */
const fileOnWire = ({ field }: Property, { id, productId }: FileRow) => ({
  value: productFile(field, id, productId),
  valueId: String(id),
});

function valueOnWire(property: Property, row: ValueRow) {
  const value = valueTypeOf(property)?.write(row);
  const valueId = String(row.id);
  return property.propertyType === 'L'
    ? { value, valueEnum: row.enumText, valueId }
    : { value, valueId };
}

const keyOf = ({ productId, propertyId }: { productId: number; propertyId: number }): string =>
  `${productId} ${propertyId}`;

/**
 * Adds to each row its properties as they are answered; rows hold `id` and `iblockId`. All values
 * are read in one query, all files of properties in one, and all photos in one.
 */
export async function withProperties(
  db: Db,
  rows: Row[],
  wanted: readonly Property[],
): Promise<Row[]> {
  if (rows.length === 0 || wanted.length === 0) return rows;
  const products = idsOf(rows);
  const valued = wanted.filter((property) => !isFile(property));
  const values = valued.length === 0 ? [] : await valuesOf(db, products, valued);
  const files = await filesOf(db, products, wanted.filter(isFile));
  const valuesByKey = Map.groupBy(values, keyOf);
  const filesByKey = Map.groupBy(files, keyOf);

  const answer = (row: Row, property: Property): unknown => {
    if (row.iblockId !== property.iblockId) return null;
    const key = keyOf({ productId: Number(row.id), propertyId: property.id });
    const own = valuesByKey.get(key) ?? [];
    if (property.yes !== undefined) {
      return own.some(({ number }) => number === property.yes) ? 'Y' : 'N';
    }
    const sent = isFile(property)
      ? (filesByKey.get(key) ?? []).map((file) => fileOnWire(property, file))
      : own.map((value) => valueOnWire(property, value));
    if (sent.length === 0) return null;
    return property.multiple ? sent : sent[0];
  };
  for (const row of rows) {
    for (const property of wanted) row[property.field] = answer(row, property);
  }
  return rows;
}
