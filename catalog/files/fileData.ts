import { type Context, RestError } from '../../src/core/index.ts';
import { decodeBase64 } from './base64.ts';
import { randomName } from './fileNames.ts';

/** The name and base64 of a `fileData`; a content alone gets a random name. */
export function partsOf(fileData: unknown): readonly [name: unknown, content: unknown] {
  const parts =
    typeof fileData === 'object' && fileData !== null ? Object.values(fileData) : [fileData];
  return parts.length > 1 ? [parts[0], parts[1]] : [undefined, parts[0]];
}

/** Gives a nameless file a random name, with the extension of its bytes where they are a picture. */
export async function nameFor(
  { files }: Pick<Context, 'files'>,
  name: unknown,
  content: unknown,
): Promise<unknown> {
  if (name !== undefined) return name;
  const bytes = decodeBase64(content);
  const type = bytes && (await files.imageType(bytes));
  return type ? `${randomName()}.${type.slice('image/'.length)}` : randomName();
}

/** Keeps a refusal for the moment at which the product is saved; anything else is thrown on. */
export function refusalOnly(error: unknown): RestError {
  if (error instanceof RestError) return error;
  throw error;
}
