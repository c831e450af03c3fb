import { product, productKinds, undocumentedInSingle } from '../../schemas/product.ts';
import type { ImageType } from '../../schemas/productImage.ts';
import {
  type Codec,
  createCodec,
  type Db,
  eachOf,
  type Profile,
  prepare,
  type Row,
} from '../../src/core/index.ts';
import { productFile } from '../files/storedFiles.ts';
import { type Property, propertyIdOf } from '../properties/properties.ts';
import { sectionsOf } from './sections.ts';

const pictureTypes = {
  detailPicture: 'DETAIL_PICTURE',
  previewPicture: 'PREVIEW_PICTURE',
} as const satisfies Record<string, ImageType>;

/** A picture among the fields of a product. */
export type PictureField = keyof typeof pictureTypes;

export const pictureFields = Object.keys(pictureTypes) as readonly PictureField[];
export const pictureType = (field: PictureField): ImageType => pictureTypes[field];

/** Every field of every kind; rows are read and cast by it. */
export const productCodec = createCodec(product);

const codecs = {
  product: createCodec(productKinds.product.schema),
  sku: createCodec(productKinds.sku.schema),
  offer: createCodec(productKinds.offer.schema),
  service: createCodec(productKinds.service.schema),
} as const satisfies Record<string, Codec>;

export const codecOfKind = (kind: keyof typeof codecs): Codec => codecs[kind];

/** A product alone is answered with the fields of its type, whatever kind asked. */
const codecOfType = (type: unknown): Codec => {
  if (type === 3 || type === 6) return codecs.sku;
  if (type === 4 || type === 5) return codecs.offer;
  return type === 7 ? codecs.service : codecs.product;
};

/** Columns behind fields; pictures and values of properties are rows of other tables. */
export const columnsOf = (fields: readonly string[]): string[] => [
  ...new Set(
    fields
      .filter((name) => !(name in pictureTypes) && propertyIdOf(name) === undefined)
      .flatMap((name) => (name === 'iblockSection' ? [name, 'iblockSectionId'] : [name])),
  ),
];

/** JSON of product ids. */
const picturesOf = prepare<{ products: string }>()((db, p) =>
  db
    .selectFrom('file')
    .select(['id', 'productId', 'type'])
    .where('productId', 'in', eachOf(p('products')))
    .where('type', 'in', Object.values(pictureTypes)),
);

/** Adds to each row its pictures, read in one query; rows must hold `id`. */
export async function withPictures(db: Db, rows: Row[], fields: readonly string[]): Promise<Row[]> {
  const wanted = pictureFields.filter((name) => fields.includes(name));
  if (wanted.length === 0 || rows.length === 0) return rows;
  const products = JSON.stringify(rows.map((row) => Number(row.id)));
  const byId = new Map(rows.map((row) => [Number(row.id), row]));
  for (const { id, productId, type } of await db.all(picturesOf, { products })) {
    const field = wanted.find((name) => pictureTypes[name] === type);
    if (field) (byId.get(productId) as Row)[field] = productFile(field, id, productId);
  }
  return rows;
}

/**
 * The parent of a variation, as the value of the link property. There is one such value for each
 * variation, so the variation's own id names it.
 */
const linkValue = (row: Row): unknown =>
  row.parentId ? { value: String(row.parentId), valueId: String(row.id) } : null;

/** Puts properties, which are in order themselves, among names in natural order. */
export function withPropertyNames(
  names: readonly string[],
  properties: readonly Property[],
): readonly string[] {
  if (properties.length === 0) return names;
  const at = names.findIndex((name) => name > 'property');
  const own = properties.map(({ field }) => field);
  return at < 0 ? [...names, ...own] : names.toSpliced(at, 0, ...own);
}

/** Nothing is sent as null. */
const listed = (ids: readonly number[]): readonly number[] | null => (ids.length > 0 ? ids : null);

/** Casts the named fields; values of properties are as they are sent already. */
function castRow(codec: Codec, row: Row, names: readonly string[]): Row {
  const sent = codec.castOut(row, names);
  if ('parentId' in sent) sent.parentId = linkValue(row);
  if ('iblockSection' in sent) sent.iblockSection = listed(sectionsOf(row));
  return sent;
}

/** Products in a list. */
export const toListed = (
  rows: readonly Row[],
  kind: keyof typeof codecs,
  fields: readonly string[],
): Row[] => rows.map((row) => castRow(codecs[kind], row, fields));

/** A product alone: purchasingPrice is a text with six decimals there. */
export function toSingle(
  row: Row,
  { profile, known }: { readonly profile: Profile; readonly known: (field: string) => boolean },
  properties: readonly Property[],
): Row {
  const codec = codecOfType(row.type);
  const names =
    profile === 'documented'
      ? codec.names.filter((name) => !undocumentedInSingle.has(name))
      : codec.names;
  const sent = castRow(codec, row, withPropertyNames(names.filter(known), properties));
  if (typeof sent.purchasingPrice === 'number') {
    sent.purchasingPrice = sent.purchasingPrice.toFixed(6);
  }
  return sent;
}
