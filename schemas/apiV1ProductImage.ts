import type { BodySchema } from '../src/core/index.ts';

const properties = {
  id: {
    type: 'integer',
    label: 'ID',
    description: 'Identifier, the same in both faces',
    readOnly: true,
  },
  productId: {
    type: 'integer',
    label: 'Product ID',
    expected: 'must be a positive integer',
    description: 'Product that the image hangs on',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
  },
  imageUrl: {
    type: 'string',
    label: 'Image URL',
    expected:
      'must be an http or https address of at most 2048 characters, or a base64 data URL of an image',
    description:
      'Address of the image; a data URL is stored and answered as an address of this server',
    minLength: 1,
    format: 'image',
  },
  altText: {
    type: 'string',
    label: 'Alt text',
    expected: 'must be a text of at most 1000 characters',
    description: 'What the image shows, in words',
    maxLength: 1000,
    format: 'text',
  },
  displayOrder: {
    type: 'integer',
    label: 'Display order',
    expected: 'must be an integer from 0 to 1000000000',
    description: 'Place among the images of the product; a new image without it goes to the end',
    minimum: 0,
    maximum: 1_000_000_000,
  },
  type: {
    type: 'string',
    label: 'Type',
    description: 'DETAIL_PICTURE, PREVIEW_PICTURE or MORE_PHOTO in the Bitrix24 protocol',
    readOnly: true,
  },
} as const;

/** An image as the REST API takes and answers it, in camelCase (spec/plain-rest.md). */
export const apiV1ProductImage = {
  title: 'plain_product_image',
  properties,
  required: ['productId', 'imageUrl'],
} as const satisfies BodySchema;

/** The same with its file beside it in the request. */
export const apiV1ImageUpload = {
  title: 'plain_product_image_upload',
  properties: { ...properties, imageUrl: { ...properties.imageUrl, readOnly: true } },
  required: ['productId'],
} as const satisfies BodySchema;
