import type { ColumnType, Generated } from 'kysely';
import {
  char,
  datetime,
  double,
  type EntitySchema,
  type Field,
  file,
  type Infer,
  integer,
  list,
  string,
} from '../src/core/index.ts';

const readOnly = { readOnly: true } as const;

/** One table behind products, parents (sku), variations (offer) and services. */
export const product = {
  title: 'catalog_product',
  required: ['name', 'iblockId'],
  properties: {
    id: integer('Identifier', readOnly),
    iblockId: integer('Catalog it belongs to', { immutable: true }),
    name: string('Name'),
    active: char('Shown, Y or N'),
    available: char('Can be bought, Y or N', readOnly),
    barcodeMulti: char('Each piece has its own barcode, Y or N'),
    bundle: char('Is a set, Y or N', readOnly),
    canBuyZero: char('May be bought when out of stock, Y or N'),
    code: string('Symbolic code, unique in the catalog'),
    createdBy: integer('User who made it'),
    dateActiveFrom: datetime('Shown from'),
    dateActiveTo: datetime('Shown until'),
    dateCreate: datetime('Made at'),
    detailPicture: file('Detail picture'),
    detailText: string('Detailed description', { maxLength: 1_048_576 }),
    detailTextType: string('text or html'),
    height: double('Height, mm'),
    iblockSection: list('Sections'),
    iblockSectionId: integer('Main section'),
    length: double('Length, mm'),
    measure: integer('Unit of measure, its id'),
    modifiedBy: integer('User who changed it last'),
    parentId: { ...integer('Parent of a variation'), view: 'productproperty' },
    previewPicture: file('Preview picture'),
    previewText: string('Short description'),
    previewTextType: string('text or html'),
    purchasingCurrency: string('Currency of the purchasing price'),
    purchasingPrice: double('Purchasing price'),
    quantity: double('Stock'),
    quantityReserved: double('Reserved stock'),
    quantityTrace: char('Stock is counted, Y or N'),
    recurSchemeLength: integer('Length of the payment period'),
    recurSchemeType: string('Unit of the payment period: D, H, M, Q, S, T, W or Y'),
    sort: integer('Sorting weight'),
    subscribe: char('May be subscribed to when out of stock, Y or N'),
    timestampX: datetime('Changed at'),
    trialPriceId: integer('Product of which this is the trial'),
    type: integer(
      '1 product, 3 parent, 4 variation, 5 lone variation, 6 empty parent, 7 service',
      readOnly,
    ),
    vatId: integer('VAT rate'),
    vatIncluded: char('Price holds VAT, Y or N'),
    weight: double('Weight, g'),
    width: double('Width, mm'),
    withoutOrder: char('Renewal without an order, Y or N'),
    xmlId: string('External id'),
  },
} as const satisfies EntitySchema;

type Stored = Omit<
  Infer<typeof product>,
  'id' | 'type' | 'active' | 'detailPicture' | 'previewPicture' | 'iblockSection'
>;

/** `plain` holds, as JSON, the fields of the REST API that have no counterpart here. */
export type ProductTable = {
  id: Generated<number>;
  type: number;
  active: string;
  iblockSection: ColumnType<string | null, string | null | undefined, string | null>;
  plain: ColumnType<string | null, string | null | undefined, string | null>;
} & {
  [K in keyof Stored]: null extends Stored[K]
    ? ColumnType<Stored[K], Stored[K] | undefined, Stored[K]>
    : Stored[K];
};

declare module '../src/core/tables.ts' {
  interface Tables {
    product: ProductTable;
    /** How many products there are of each kind, kept by triggers. */
    productTally: { iblockId: number; type: number; active: string; count: number };
  }
}

/** A kind of product, with methods of its own. */
export interface ProductKind {
  /** Key of one row; product.add and product.update answer `element` instead. */
  readonly name: 'product' | 'sku' | 'offer' | 'service';
  readonly plural: string;
  /** Types that get and list know; undefined knows all. */
  readonly types: readonly number[] | undefined;
  readonly schema: EntitySchema;
}

function without(...names: readonly (keyof typeof product.properties)[]): EntitySchema {
  const properties: Record<string, Field> = { ...product.properties };
  for (const name of names) delete properties[name];
  return { ...product, properties };
}

const service = without(
  'barcodeMulti',
  'canBuyZero',
  'height',
  'length',
  'parentId',
  'purchasingCurrency',
  'purchasingPrice',
  'quantity',
  'quantityReserved',
  'quantityTrace',
  'recurSchemeLength',
  'recurSchemeType',
  'subscribe',
  'trialPriceId',
  'weight',
  'width',
  'withoutOrder',
);

/** The four kinds of products (spec/catalog.md section 5.2). */
export const productKinds = {
  product: { name: 'product', plural: 'products', types: undefined, schema: without('parentId') },
  sku: {
    name: 'sku',
    plural: 'units',
    types: [3, 6],
    schema: without(
      'barcodeMulti',
      'parentId',
      'quantityReserved',
      'quantityTrace',
      'recurSchemeLength',
      'recurSchemeType',
      'trialPriceId',
      'withoutOrder',
    ),
  },
  offer: { name: 'offer', plural: 'offers', types: [4, 5], schema: product },
  service: {
    name: 'service',
    plural: 'services',
    types: [7],
    schema: {
      ...service,
      properties: { ...service.properties, available: char('Can be bought, Y or N') },
    },
  },
} as const satisfies Record<string, ProductKind>;

/** Fields that a portal answers and the documentation's samples of a single product leave out. */
export const undocumentedInSingle: ReadonlySet<string> = new Set([
  'barcodeMulti',
  'iblockSection',
  'recurSchemeLength',
  'recurSchemeType',
  'trialPriceId',
  'withoutOrder',
]);
