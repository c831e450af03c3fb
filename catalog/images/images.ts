import type { ExpressionBuilder } from 'kysely';
import type { ImageType } from '../../schemas/productImage.ts';
import {
  type BlobRef,
  type Context,
  type Db,
  isoTime,
  prepare,
  type Refusal,
  refusal,
  type Tables,
} from '../../src/core/index.ts';
import { decodeBase64 } from '../files/base64.ts';
import { imageName, imageNameErrors, randomName } from '../files/fileNames.ts';

/** A row of the file table as the image methods read it. */
export interface ImageRow {
  readonly id: number;
  readonly productId: number;
  readonly type: ImageType;
  readonly name: string;
  readonly folder: string;
  readonly url: string | null;
  readonly createTime: number;
}

/** The same with what the plain REST face alone shows. */
export interface PlacedImage extends ImageRow {
  readonly altText: string | null;
  readonly displayOrder: number;
}

const imageColumns = ['id', 'productId', 'type', 'name', 'folder', 'url', 'createTime'] as const;

/** Bytes that are stored already and wait for their row. */
export interface StoredFile {
  readonly blob: BlobRef;
  readonly name: string;
  readonly contentType: string;
}

/**
 * Checks and stores the two parts of a `fileContent` or `fileData`. Throws code 0 in the order of
 * spec/product-image.md: content first, then the name; then bytes that are no raster image, which a
 * portal would keep under MORE_PHOTO.
 */
export async function storeFile(
  { files }: Pick<Context, 'files'>,
  name: unknown,
  content: unknown,
): Promise<StoredFile> {
  const bytes = decodeBase64(content);
  if (!bytes) throw refusal('0', 'Could not save image.');
  return storeBytes({ files }, imageName(name), bytes);
}

/** The same for bytes that came without base64 and a name that is checked. */
export async function storeBytes(
  { files }: Pick<Context, 'files'>,
  name: string,
  bytes: Uint8Array,
): Promise<StoredFile> {
  const contentType = await files.imageType(bytes);
  if (!contentType) throw refusal('0', 'The file is not an image');
  return { blob: await files.hold(bytes), name, contentType };
}

/** The type an image gets: anything but the two picture names means MORE_PHOTO. */
export const imageTypeOf = (asked: unknown): ImageType =>
  asked === 'DETAIL_PICTURE' || asked === 'PREVIEW_PICTURE' ? asked : 'MORE_PHOTO';

const photoProperty = prepare<{ iblockId: number }>()((db, p) =>
  db
    .selectFrom('productProperty')
    .select(['active', 'propertyType'])
    .where('iblockId', '=', p('iblockId'))
    .where('code', '=', 'MORE_PHOTO'),
);

/** Throws unless the catalog has an active file property MORE_PHOTO. */
export async function requirePhotoProperty(db: Db, iblockId: number): Promise<void> {
  const property = await db.first(photoProperty, { iblockId });
  if (!property) {
    throw refusal('0', 'Image product property does not exists. Create MORE_PHOTO property');
  }
  if (property.active !== 'Y') {
    throw refusal('0', 'Image product property does not active. Activate MORE_PHOTO property');
  }
  if (property.propertyType !== 'F') {
    throw refusal('0', 'Image product property is of the wrong type');
  }
}

/** What a new image's row says beside its file. */
export interface ImagePlace {
  readonly productId: number;
  readonly type: ImageType;
  readonly altText?: string | null;
  /** Undefined puts it at the end. */
  readonly displayOrder?: number | undefined;
}

/** The bytes of an image, or the address under which somebody else keeps them. */
export type ImageContent = StoredFile | { readonly url: string; readonly name: string };

/** What a row says of its content; each one gets a folder, and so a public path, of its own. */
export function contentColumns(content: ImageContent, now: number) {
  const stored = 'blob' in content ? content : undefined;
  return {
    name: content.name,
    folder: randomName(),
    hash: stored?.blob.hash ?? null,
    size: stored?.blob.size ?? null,
    contentType: stored?.contentType ?? null,
    url: 'url' in content ? content.url : null,
    createTime: Math.floor(now / 1000),
  };
}

/** The place behind all images of a product. */
export const lastPlace = (productId: number) => (eb: ExpressionBuilder<Tables, 'file'>) =>
  eb
    .selectFrom('file as other')
    .select((o) => o.fn.coalesce(o(o.fn.max('displayOrder'), '+', 1), o.lit(1)).as('place'))
    .where('productId', '=', productId);

/**
 * Inserts the row of an image, kept as a file or by its address. A detail or preview picture
 * replaces the one before it.
 */
export async function insertImage(
  { db, files, now }: Pick<Context, 'db' | 'files' | 'now'>,
  place: ImagePlace,
  content: ImageContent,
): Promise<PlacedImage> {
  const { productId, type } = place;
  if (type !== 'MORE_PHOTO') await deletePlace({ db, files }, productId, type);
  return db.query
    .insertInto('file')
    .values((eb) => ({
      ...contentColumns(content, now),
      productId,
      type,
      altText: place.altText ?? null,
      displayOrder: place.displayOrder ?? lastPlace(productId)(eb),
    }))
    .returning([...imageColumns, 'altText', 'displayOrder'])
    .executeTakeFirstOrThrow();
}

/** Removes the detail or preview picture of a product, if it has one. */
export async function deletePlace(
  { db, files }: Pick<Context, 'db' | 'files'>,
  productId: number,
  type: ImageType,
): Promise<void> {
  const rows = await db.query
    .deleteFrom('file')
    .where('productId', '=', productId)
    .where('type', '=', type)
    .returning('hash')
    .execute();
  files.drop(rows.map((row) => row.hash));
}

/** The public path under which the bytes are served without credentials. */
export const detailPath = ({ folder, name }: Pick<ImageRow, 'folder' | 'name'>): string =>
  `/upload/iblock/${folder.slice(0, 3)}/${folder}/${encodeURIComponent(name)}`;

type WireField = (row: ImageRow, context: Pick<Context, 'links'>) => unknown;

/** The fields of an image in the order in which they are sent. */
const wireFields: Readonly<Record<string, WireField>> = {
  createTime: (row) => isoTime(row.createTime),
  detailUrl: (row) => row.url ?? detailPath(row),
  downloadUrl: (row, { links }) => row.url ?? links.download(`id=${row.id}`),
  id: (row) => row.id,
  name: (row) => row.name,
  productId: (row) => row.productId,
  type: (row) => row.type,
};

export const wireFieldNames: readonly string[] = Object.keys(wireFields);

/** An image as the Bitrix24 face answers it. */
export function toWire(
  row: ImageRow,
  context: Pick<Context, 'links'>,
  names: readonly string[] = wireFieldNames,
): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const name of names) sent[name] = wireFields[name]?.(row, context);
  return sent;
}

/** What `storeFile` refuses, in its order. */
export const imageErrors: readonly Refusal[] = [
  ['0', 'Could not save image.'],
  ...imageNameErrors,
  ['0', 'The file is not an image'],
];

/** What `requirePhotoProperty` refuses. */
export const photoErrors: readonly Refusal[] = [
  ['0', 'Image product property does not exists. Create MORE_PHOTO property'],
  ['0', 'Image product property does not active. Activate MORE_PHOTO property'],
  ['0', 'Image product property is of the wrong type'],
];
