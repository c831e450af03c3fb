import { type Context, type PhpArray, RestError, type Row } from '../../../src/core/index.ts';
import { decodeBase64 } from '../base64.ts';
import { randomName } from '../fileNames.ts';
import { deletePlace, insertImage, type StoredFile, storeFile } from '../images.ts';
import { type PictureField, pictureFields, pictureType } from './wire.ts';

/** What a call asks for a picture; an unusable file is refused when the product is saved. */
type PictureChange = StoredFile | RestError | 'remove';

export type PictureChanges = ReadonlyMap<PictureField, PictureChange>;

/** The name and base64 of a `fileData`; a content alone gets a random name. */
function partsOf(fileData: unknown): readonly [name: unknown, content: unknown] {
  const parts =
    typeof fileData === 'object' && fileData !== null ? Object.values(fileData) : [fileData];
  return parts.length > 1 ? [parts[0], parts[1]] : [undefined, parts[0]];
}

/** Gives a nameless picture a random name with the extension of its bytes. */
async function nameFor({ files }: Context, name: unknown, content: unknown): Promise<unknown> {
  if (name !== undefined) return name;
  const bytes = decodeBase64(content);
  const type = bytes && (await files.imageType(bytes));
  return type ? `${randomName()}.${type.slice('image/'.length)}` : randomName();
}

/** Stores the pictures among the fields of a product before its transaction. */
export async function storePictures(context: Context, fields: PhpArray): Promise<PictureChanges> {
  const changes = new Map<PictureField, PictureChange>();
  for (const field of pictureFields) {
    const given = Object.hasOwn(fields, field) ? (fields as Row)[field] : undefined;
    if (typeof given !== 'object' || given === null) continue;
    const { fileData, remove } = given as { fileData?: unknown; remove?: unknown };
    if (fileData) {
      const [name, content] = partsOf(fileData);
      const file = storeFile(context, await nameFor(context, name, content), content);
      changes.set(field, await file.catch(refusalOnly));
    } else if (remove === 'Y') {
      changes.set(field, 'remove');
    }
  }
  return changes;
}

function refusalOnly(error: unknown): RestError {
  if (error instanceof RestError) return error;
  throw error;
}

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
