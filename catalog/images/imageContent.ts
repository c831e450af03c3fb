import { type BlobRef, type Context, type Refusal, refusal } from '../../src/core/index.ts';
import { decodeBase64 } from '../files/base64.ts';
import { imageName, imageNameErrors } from '../files/fileNames.ts';

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

/** What `storeFile` refuses, in its order. */
export const imageErrors: readonly Refusal[] = [
  ['0', 'Could not save image.'],
  ...imageNameErrors,
  ['0', 'The file is not an image'],
];
