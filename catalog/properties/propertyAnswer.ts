import '../../schemas/propertyValue.ts';
import { type Db, eachOf, prepare, type Row } from '../../src/core/index.ts';
import { productFile } from '../files/storedFiles.ts';
import { isFile, isPhoto, type Property } from './properties.ts';
import { PHOTO } from './propertyRules.ts';
import { type StoredValue, valueTypeOf } from './propertyTypes.ts';

/** A stored value, and the text of the list value that it names. */
interface ValueRow extends StoredValue {
  readonly id: number;
  readonly productId: number;
  readonly propertyId: number;
  readonly enumText: string | null;
}

const jsonOf = (rows: readonly { readonly id?: unknown }[]): string =>
  JSON.stringify(rows.map(({ id }) => Number(id)));

/** JSON arrays of ids. */
interface Ids {
  products: string;
  properties: string;
}

const valuesOf = prepare<Ids>()((db, p) =>
  db
    .selectFrom('propertyValue as v')
    .select(['v.id', 'v.productId', 'v.propertyId', 'v.value', 'v.number', 'v.textType'])
    .select((eb) =>
      eb
        .selectFrom('productPropertyEnum as e')
        .select('e.value')
        .whereRef('e.id', '=', 'v.number')
        .whereRef('e.propertyId', '=', 'v.propertyId')
        .as('enumText'),
    )
    .where('v.productId', 'in', eachOf(p('products')))
    .where('v.propertyId', 'in', eachOf(p('properties')))
    .orderBy('v.id'),
);

const photosOf = prepare<Pick<Ids, 'products'>>()((db, p) =>
  db
    .selectFrom('file')
    .select(['id', 'productId'])
    .where('productId', 'in', eachOf(p('products')))
    .where('type', '=', PHOTO)
    .orderBy('id'),
);

const propertyFilesOf = prepare<Ids>()((db, p) =>
  db
    .selectFrom('propertyFile')
    .select(['id', 'productId', 'propertyId'])
    .where('productId', 'in', eachOf(p('products')))
    .where('propertyId', 'in', eachOf(p('properties')))
    .orderBy('id'),
);

interface FileRow {
  readonly id: number;
  readonly productId: number;
  readonly propertyId: number;
}

/** Files by property; the photos of products of several catalogs are told apart by the product. */
async function filesOf(
  db: Db,
  products: string,
  wanted: readonly Property[],
): Promise<readonly FileRow[]> {
  const photos = wanted.filter(isPhoto);
  const others = wanted.filter((property) => !isPhoto(property));
  const images = photos.length === 0 ? [] : await db.all(photosOf, { products });
  const files =
    others.length === 0
      ? []
      : await db.all(propertyFilesOf, { products, properties: jsonOf(others) });
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

interface OfProduct {
  readonly productId: number;
  readonly propertyId: number;
}

/** Rows by product and property. */
function groupsOf<T extends OfProduct>(rows: readonly T[]) {
  const groups = Map.groupBy(rows, ({ productId }) => productId);
  return ({ id: productId }: Row, { id }: Property): T[] =>
    groups.get(Number(productId))?.filter(({ propertyId }) => propertyId === id) ?? [];
}

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
  const products = jsonOf(rows);
  const valued = wanted.filter((property) => !isFile(property));
  const values: readonly ValueRow[] =
    valued.length === 0 ? [] : await db.all(valuesOf, { products, properties: jsonOf(valued) });
  const ownValues = groupsOf(values);
  const ownFiles = groupsOf(await filesOf(db, products, wanted.filter(isFile)));

  const answer = (row: Row, property: Property): unknown => {
    if (row.iblockId !== property.iblockId) return null;
    if (property.yes !== undefined) {
      return ownValues(row, property).some(({ number }) => number === property.yes) ? 'Y' : 'N';
    }
    const sent = isFile(property)
      ? ownFiles(row, property).map((file) => fileOnWire(property, file))
      : ownValues(row, property).map((value) => valueOnWire(property, value));
    if (sent.length === 0) return null;
    return property.multiple ? sent : sent[0];
  };
  for (const row of rows) {
    for (const property of wanted) row[property.field] = answer(row, property);
  }
  return rows;
}
