import { type Context, type PhpArray, RestError, type Row } from '../../src/core/index.ts';
import { nameFor, partsOf, refusalOnly } from '../files/fileData.ts';
import { type StoredFile, storeFile } from '../images/imageContent.ts';
import { deletePlace, insertImage } from '../images/imageRows.ts';
import { type FileChanges, storePropertyFiles } from '../properties/propertyFiles.ts';
import { type PictureField, pictureFields, pictureType } from './productAnswer.ts';

/** What a call asks for a picture; an unusable file is refused when the product is saved. */
export type PictureChange = StoredFile | RestError | 'remove';

type PictureChanges = ReadonlyMap<PictureField, PictureChange>;

/** Stores what a field of type file brings; undefined where it asks for nothing. */
export async function storePicture(
  context: Context,
  given: unknown,
): Promise<PictureChange | undefined> {
  if (typeof given !== 'object' || given === null) return undefined;
  const { fileData, remove } = given as { fileData?: unknown; remove?: unknown };
  if (!fileData) return remove === 'Y' ? 'remove' : undefined;
  const [name, content] = partsOf(fileData);
  return storeFile(context, await nameFor(context, name, content), content).catch(refusalOnly);
}

async function storePictures(context: Context, fields: PhpArray): Promise<PictureChanges> {
  const changes = new Map<PictureField, PictureChange>();
  for (const field of pictureFields) {
    const given = Object.hasOwn(fields, field) ? (fields as Row)[field] : undefined;
    const change = await storePicture(context, given);
    if (change) changes.set(field, change);
  }
  return changes;
}

/** What a call brings along or takes away: pictures, and files of properties. */
export interface Uploads {
  readonly pictures: PictureChanges;
  readonly files: FileChanges;
}

export const noUploads: Uploads = { pictures: new Map(), files: new Map() };

/** Stores all files among the fields of a product before its transaction. */
export const storeUploads = async (context: Context, fields: PhpArray): Promise<Uploads> => ({
  pictures: await storePictures(context, fields),
  files: await storePropertyFiles(context, fields),
});

/** Hangs stored pictures on a product, or takes them off. */
export async function applyPictures(
  context: Context,
  productId: number,
  changes: PictureChanges,
): Promise<void> {
  for (const [field, change] of changes) {
    const type = pictureType(field);
    if (change instanceof RestError) throw change;
    if (change === 'remove') await deletePlace(context, productId, type);
    else await insertImage(context, { productId, type }, change);
  }
}
