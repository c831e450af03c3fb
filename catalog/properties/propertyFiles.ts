import '../../schemas/propertyValue.ts';
import {
  type Context,
  type PhpArray,
  RestError,
  type Row,
  refusal,
  textOf,
} from '../../src/core/index.ts';
import { decodeBase64 } from '../files/base64.ts';
import { nameFor, partsOf, refusalOnly } from '../files/fileData.ts';
import { fileName } from '../files/fileNames.ts';
import { type StoredFile, storeFile } from '../images/imageContent.ts';
import { insertImage } from '../images/imageRows.ts';
import { fieldOfProperty, isPhoto, type Property, propertyIdOf } from './properties.ts';
import { PHOTO } from './propertyRules.ts';

/**
 * A file that waits for its row, an unusable one that is refused then, or what to
 * remove: a file by its id, without one the only file.
 */
type FileChange = StoredFile | RestError | { readonly remove: number | undefined };

/** What a call asks of file properties, by their ids. */
export type FileChanges = ReadonlyMap<number, readonly FileChange[]>;

interface FileProperty {
  readonly id: number;
  readonly code: string | null;
  readonly multiple: string | null;
  readonly fileType: string | null;
}

/** The file properties among the fields of a call. */
async function fileProperties({ query }: Context['db'], fields: PhpArray): Promise<FileProperty[]> {
  const ids = Object.keys(fields)
    .map(propertyIdOf)
    .filter((id) => id !== undefined);
  if (ids.length === 0) return [];
  return query
    .selectFrom('productProperty')
    .select(['id', 'code', 'multiple', 'fileType'])
    .where('id', 'in', ids)
    .where('propertyType', '=', 'F')
    .where('active', '=', 'Y')
    .execute();
}

async function storeOther(
  context: Context,
  { fileType }: FileProperty,
  name: unknown,
  content: unknown,
): Promise<StoredFile> {
  const bytes = decodeBase64(content);
  if (!bytes) throw refusal('0', 'Could not save file.');
  const checked = fileName(name, fileType);
  const contentType = (await context.files.imageType(bytes)) ?? 'application/octet-stream';
  return { blob: await context.files.hold(bytes), name: checked, contentType };
}

/** `{ value: { fileData: [name, base64] } }`, or `{ valueId, value: { remove: 'Y' } }`. */
async function changeOf(
  context: Context,
  property: FileProperty,
  given: unknown,
): Promise<FileChange | undefined> {
  if (typeof given !== 'object' || given === null) return undefined;
  const { value = given, valueId } = given as Row;
  if (typeof value !== 'object' || value === null) return undefined;
  const { fileData, remove } = value as Row;
  if (fileData) {
    const [name, content] = partsOf(fileData);
    const named = await nameFor(context, name, content);
    const stored =
      property.code === PHOTO
        ? storeFile(context, named, content)
        : storeOther(context, property, named, content);
    return stored.catch(refusalOnly);
  }
  if (remove !== 'Y') return undefined;
  return { remove: valueId === undefined ? undefined : Number.parseInt(textOf(valueId), 10) || 0 };
}

/** Stores the files among the properties of a product before its transaction. */
export async function storePropertyFiles(context: Context, fields: PhpArray): Promise<FileChanges> {
  const changes = new Map<number, FileChange[]>();
  for (const property of await fileProperties(context.db, fields)) {
    const field = fieldOfProperty(property.id);
    if (!Object.hasOwn(fields, field)) continue;
    const given = (fields as Row)[field];
    const items = property.multiple === 'Y' ? Object.values(given ?? {}) : [given];
    const own: FileChange[] = [];
    for (const item of items) {
      const change = await changeOf(context, property, item);
      if (change) own.push(change);
    }
    changes.set(property.id, own);
  }
  return changes;
}

/** Hangs stored files on a property of a product, and takes others off; unnamed files stay. */
export async function applyFiles(
  context: Context,
  productId: number,
  property: Property,
  changes: readonly FileChange[],
): Promise<void> {
  for (const change of changes) {
    if (change instanceof RestError) throw change;
    if ('remove' in change) {
      const named = change.remove !== undefined || !property.multiple;
      if (named) await removeFiles(context, productId, property, change.remove);
      continue;
    }
    if (!property.multiple) await removeFiles(context, productId, property, undefined);
    if (isPhoto(property)) await insertImage(context, { productId, type: PHOTO }, change);
    else await insertFile(context, productId, property, change);
  }
}

const insertFile = (
  { db, now }: Context,
  productId: number,
  { id }: Property,
  { blob, name, contentType }: StoredFile,
) =>
  db.query
    .insertInto('propertyFile')
    .values({
      propertyId: id,
      productId,
      name,
      hash: blob.hash,
      size: blob.size,
      contentType,
      createTime: Math.floor(now / 1000),
    })
    .execute();

/** Removes one file of a property of a product, or all of them. */
async function removeFiles(
  { db, files }: Context,
  productId: number,
  property: Property,
  id: number | undefined,
): Promise<void> {
  const { query } = db;
  const rows = isPhoto(property)
    ? await query
        .deleteFrom('file')
        .where('productId', '=', productId)
        .where('type', '=', PHOTO)
        .$if(id !== undefined, (q) => q.where('id', '=', id as number))
        .returning('hash')
        .execute()
    : await query
        .deleteFrom('propertyFile')
        .where('productId', '=', productId)
        .where('propertyId', '=', property.id)
        .$if(id !== undefined, (q) => q.where('id', '=', id as number))
        .returning('hash')
        .execute();
  files.drop(rows.map(({ hash }) => hash));
}
