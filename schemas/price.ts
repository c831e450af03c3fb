import type { Generated } from 'kysely';
import {
  datetime,
  double,
  type EntitySchema,
  type Infer,
  integer,
  string,
} from '../src/core/index.ts';

const readOnly = { readOnly: true } as const;
const immutable = { immutable: true } as const;

/** A price of a product (spec/catalog.md section 5.7). */
export const price = {
  title: 'catalog_price',
  required: ['productId', 'catalogGroupId', 'price', 'currency'],
  properties: {
    id: integer('Identifier', readOnly),
    productId: integer('Product', immutable),
    catalogGroupId: integer('Price type', immutable),
    price: double('Amount in the currency', { zero: true }),
    priceScale: double('Amount in the base currency', { readOnly: true, zero: true }),
    currency: string('Currency'),
    extraId: integer('Markup'),
    quantityFrom: integer('Least quantity that the price is for; none without it'),
    quantityTo: integer('Greatest quantity that the price is for; none without it'),
    timestampX: datetime('Changed at', readOnly),
  },
} as const satisfies EntitySchema;

/** A stored price. */
export type PriceRow = Infer<typeof price>;

declare module '../src/core/tables.ts' {
  interface Tables {
    price: Omit<PriceRow, 'id'> & { id: Generated<number> };
  }
}
