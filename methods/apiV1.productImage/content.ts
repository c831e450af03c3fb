import { decodeBase64 } from '../../catalog/files/base64.ts';
import { imageName } from '../../catalog/files/fileNames.ts';
import { type StoredFile, storeBytes, storeFile } from '../../catalog/images/imageContent.ts';
import type { ImageContent } from '../../catalog/images/imageRows.ts';
import { apiV1ImageUpload, apiV1ProductImage } from '../../schemas/apiV1ProductImage.ts';
import {
  type Context,
  createCheck,
  invalid,
  type PhpArray,
  RestError,
} from '../../src/core/index.ts';

const check = createCheck(apiV1ProductImage);
const checkUpload = createCheck(apiV1ImageUpload);

/** The arguments that describe an image. */
export const imageParams = {
  fields: { type: 'array', description: '`productId`, `imageUrl`, `altText`, `displayOrder`' },
  fileContent: { type: 'array', optional: true, description: 'File name and base64, for imageUrl' },
} as const;

interface ImageFields {
  readonly productId: number;
  /** Undefined where it does not count. */
  readonly imageUrl: string | undefined;
  readonly altText: string | undefined;
  readonly displayOrder: number | undefined;
}

/**
 * Throws `invalid`. The address does not count where a file comes beside the fields, or where it is
 * the one that the image has.
 */
export const readImage = (fields: PhpArray, options: { ignoreUrl: boolean }): ImageFields =>
  options.ignoreUrl ? { ...checkUpload(fields), imageUrl: undefined } : check(fields);

/** Stores what came as bytes, before the transaction; undefined for an image kept by its address. */
export async function storeUpload(
  context: Context,
  { imageUrl }: ImageFields,
  fileContent: PhpArray | undefined,
): Promise<StoredFile | undefined> {
  if (fileContent) {
    const [name, content] = Object.values(fileContent);
    return storeFile(context, name, content);
  }
  if (!imageUrl || !/^data:/i.test(imageUrl)) return undefined;
  const bytes = decodeBase64(imageUrl.slice(imageUrl.indexOf(',') + 1));
  const type = bytes && (await context.files.imageType(bytes));
  if (!type) throw invalid([{ field: 'imageUrl', message: 'Image URL holds no image' }]);
  return storeBytes(context, `image.${type.slice('image/'.length)}`, bytes);
}

/** The name of an image that is kept by its address: the end of its path where that names one. */
export function linkTo(url: string): ImageContent {
  const last = new URL(url).pathname.split('/').at(-1) as string;
  try {
    return { url, name: imageName(decodeURIComponent(last)) };
  } catch (error) {
    if (error instanceof RestError || error instanceof URIError) return { url, name: 'image' };
    throw error;
  }
}
