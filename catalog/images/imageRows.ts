import type { ExpressionBuilder } from 'kysely';
import type { ImageType } from '../../schemas/productImage.ts';
import type { Context, Tables } from '../../src/core/index.ts';
import { randomName } from '../files/fileNames.ts';
import type { StoredFile } from './imageContent.ts';

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

/** The same with what the REST API alone shows. */
export interface PlacedImage extends ImageRow {
  readonly altText: string | null;
  readonly displayOrder: number;
}

const imageColumns = ['id', 'productId', 'type', 'name', 'folder', 'url', 'createTime'] as const;

/** The type an image gets: anything but the two picture names means MORE_PHOTO. */
export const imageTypeOf = (asked: unknown): ImageType =>
  asked === 'DETAIL_PICTURE' || asked === 'PREVIEW_PICTURE' ? asked : 'MORE_PHOTO';

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
