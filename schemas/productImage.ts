import type { Generated } from 'kysely';
import { datetime, type EntitySchema, integer, string } from '../src/core/index.ts';

const readOnly = { readOnly: true } as const;

/** An image: a file that hangs on a product in one of three places (spec/product-image.md). */
export const productImage = {
  title: 'catalog_product_image',
  required: ['productId'],
  properties: {
    id: integer('Identifier of the file', readOnly),
    name: string('Stored file name', readOnly),
    productId: integer('Product, parent, variation or service', { documentedView: 'string' }),
    type: string('DETAIL_PICTURE, PREVIEW_PICTURE or MORE_PHOTO'),
    createTime: datetime('Stored at', readOnly),
    downloadUrl: string('Signed address of the bytes, for this caller', readOnly),
    detailUrl: string('Public path of the file', readOnly),
  },
} as const satisfies EntitySchema;

/** Where an image may hang; each product has at most one of the first two. */
export type ImageType = 'DETAIL_PICTURE' | 'PREVIEW_PICTURE' | 'MORE_PHOTO';

export interface FileTable {
  id: Generated<number>;
  productId: number;
  type: ImageType;
  name: string;
  /** 32 random characters of the public path. */
  folder: string;
  /** Address of the bytes; null for an image that is kept by its address in `url`. */
  hash: string | null;
  /** Bytes. */
  size: number | null;
  /** MIME type found from the bytes. */
  contentType: string | null;
  url: string | null;
  /** The REST API's own; the Bitrix24 protocol neither shows nor loses it. */
  altText: string | null;
  /** Place among the product's images in the REST API, from 1. */
  displayOrder: number;
  /** Seconds since 1970. */
  createTime: number;
}

declare module '../src/core/tables.ts' {
  interface Tables {
    file: FileTable;
  }
}
