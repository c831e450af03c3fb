import type { BodySchema } from '../src/core/index.ts';

const amount = {
  type: 'number',
  expected: 'must be a number from 0 to 999999999999',
  minimum: 0,
  maximum: 999_999_999_999,
} as const;

const reference = {
  type: 'integer',
  expected: 'must be a positive integer',
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
} as const;

const shortText = {
  type: 'string',
  expected: 'must be a text of at most 255 characters',
  minLength: 1,
  maxLength: 255,
  format: 'text',
} as const;

/** A product as the REST API takes and answers it, in snake_case (spec/plain-rest.md). */
export const apiV1Product = {
  title: 'plain_product',
  required: [
    'name',
    'description',
    'sku',
    'category_id',
    'price',
    'cost_price',
    'weight_kg',
    'is_active',
  ],
  properties: {
    id: {
      type: 'integer',
      label: 'ID',
      description: 'Identifier, the same in both faces',
      readOnly: true,
    },
    name: { ...shortText, label: 'Name', description: 'Name' },
    description: {
      type: 'string',
      label: 'Description',
      expected: 'must be a text of at most 65535 characters',
      description: 'detailText of the Bitrix24 protocol',
      maxLength: 65_535,
      format: 'text',
    },
    sku: {
      ...shortText,
      label: 'SKU',
      description: 'Article, xmlId of the Bitrix24 protocol; unique',
    },
    category_id: { ...reference, label: 'Category ID', description: 'Main section' },
    price: { ...amount, label: 'Price', description: 'Base price in the base currency' },
    cost_price: {
      ...amount,
      label: 'Cost price',
      description: 'Purchasing price in the base currency',
    },
    weight_kg: {
      ...amount,
      label: 'Weight',
      expected: 'must be a number from 0 to 1000000',
      description: 'Weight, kg',
      maximum: 1_000_000,
    },
    is_active: {
      type: 'boolean',
      label: 'Is active',
      expected: 'must be true or false',
      description: 'Shown',
    },
    created_at: {
      type: 'string',
      label: 'Created at',
      description: 'Time of the server without its zone, `2024-01-15T10:30:00`',
      readOnly: true,
    },
    product_dimension_id: {
      ...reference,
      label: 'Product dimension ID',
      description: 'Kept as it is',
    },
    product_inventory_id: {
      ...reference,
      label: 'Product inventory ID',
      description: 'Kept as it is',
    },
    image_ids: {
      type: 'array',
      label: 'Image IDs',
      description: 'Images in their order',
      readOnly: true,
    },
  },
} as const satisfies BodySchema;
