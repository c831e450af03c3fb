import { detailPath } from '../../catalog/images/imageAnswer.ts';
import { contentColumns } from '../../catalog/images/imageRows.ts';
import { type PictureChange, storePicture } from '../../catalog/products/pictures.ts';
import { type Context, type Db, type PhpArray, RestError, type Row } from '../../src/core/index.ts';

/** Stores the picture among the fields, before the transaction. */
export const storeImage = (context: Context, fields: PhpArray) =>
  storePicture(context, Object.hasOwn(fields, 'imageId') ? (fields as Row).imageId : undefined);

/** Removes the picture of a store, if it has one. */
export async function deleteImage({ db, files }: Context, storeId: number): Promise<void> {
  await db.query.updateTable('store').set({ imageId: null }).where('id', '=', storeId).execute();
  const rows = await db.query
    .deleteFrom('storeImage')
    .where('storeId', '=', storeId)
    .returning('hash')
    .execute();
  files.drop(rows.map((row) => row.hash));
}

/** Hangs a picture that is stored on a store in place of the one before, or takes it off. */
export async function applyImage(
  context: Context,
  storeId: number,
  change: PictureChange | undefined,
): Promise<void> {
  if (!change) return;
  if (change instanceof RestError) throw change;
  await deleteImage(context, storeId);
  if (change === 'remove') return;
  const { blob, contentType } = change;
  const { name, folder, createTime } = contentColumns(change, context.now);
  const { hash, size } = blob;
  const { id } = await context.db.query
    .insertInto('storeImage')
    .values({ storeId, name, folder, hash, size, contentType, createTime })
    .returning('id')
    .executeTakeFirstOrThrow();
  await context.db.query
    .updateTable('store')
    .set({ imageId: id })
    .where('id', '=', storeId)
    .execute();
}

/** Rows with `{ id, url }` in place of the number of their picture; `id` of the store is not needed. */
export async function withImages({ query }: Db, rows: readonly Row[]): Promise<Row[]> {
  const ids = rows.map((row) => Number(row.imageId ?? 0)).filter((id) => id > 0);
  if (ids.length === 0) return [...rows];
  const images = await query
    .selectFrom('storeImage')
    .select(['id', 'folder', 'name'])
    .where('id', 'in', ids)
    .execute();
  const byId = new Map(images.map((image) => [image.id, image]));
  return rows.map((row) => {
    const image = byId.get(Number(row.imageId));
    return image ? { ...row, imageId: { id: image.id, url: detailPath(image) } } : row;
  });
}
