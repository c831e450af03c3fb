import '../../schemas/price.ts';
import '../../schemas/product.ts';
import '../../schemas/propertyValue.ts';
import '../../schemas/storeProduct.ts';
import type { Insertable } from 'kysely';
import { inBase, type Rates } from '../../catalog/prices/exchangeRates.ts';
import { plainPrice } from '../../catalog/prices/prices.ts';
import { defaults } from '../../catalog/products/productRules.ts';
import type { StoredValue } from '../../catalog/properties/propertyTypes.ts';
import { settle } from '../../catalog/stock/availability.ts';
import type { Tables } from '../../src/core/store.ts';
import { OFFERS, PRODUCTS } from '../base.ts';
import type { Item } from './items.ts';
import type { LargePictures } from './pictures.ts';
import { type Choice, type Choices, stored } from './properties.ts';
import type { Random } from './random.ts';

/** 1 January 2025; the rows of a seed do not depend on when it runs. */
export const SEED_TIME = 1_735_689_600;
const PIECE = 5;

/** What the rows of products name. */
export interface Surroundings {
  readonly random: Random;
  readonly rates: Rates;
  readonly choices: Choices;
  readonly pictures: LargePictures;
  readonly stores: readonly [number, number];
  readonly sectionOf: (item: Item) => number;
}

/** The rows of a block, in the order in which they can be stored. */
export function rowsOf(items: readonly Item[], around: Surroundings) {
  const products = items.map((item) => productRow(item, around));
  const prices = items.map((item) => priceRow(item, around));
  const at = products.findIndex(({ type }) => type === 3);
  if (at >= 0) {
    const id = products[at]?.id as number;
    followOffers(
      products[at] as ProductRow,
      products.filter((row) => row.parentId === id),
    );
    followPrices(
      prices[at] as PriceRow,
      prices.filter((_, i) => products[i]?.parentId === id),
    );
  }
  return {
    product: products,
    price: prices,
    storeProduct: items.flatMap((item) => stockRows(item, around)),
    propertyValue: items.flatMap((item) => valueRows(item, around)),
    file: items.flatMap((item) => fileRows(item, around)),
  } satisfies { readonly [T in keyof Tables]?: Insertable<Tables[T]>[] };
}

type ProductRow = ReturnType<typeof productRow>;
type PriceRow = ReturnType<typeof priceRow>;

function productRow(item: Item, { sectionOf }: Surroundings) {
  const { id, type, parentId, name, subject, active, price, stock } = item;
  const counted = type === 1 || type === 4;
  const time = SEED_TIME + id;
  const row = {
    id,
    iblockId: type === 4 ? OFFERS : PRODUCTS,
    type,
    parentId,
    name,
    code: `${subject}-${id}`,
    xmlId: String(id),
    ...defaults,
    active: active ? 'Y' : 'N',
    available: 'Y',
    createdBy: 1,
    modifiedBy: 1,
    dateCreate: time,
    timestampX: time,
    iblockSectionId: type === 4 ? null : sectionOf(item),
    detailText: `${name}: made to be used every day.`,
    previewText: name,
    measure: PIECE,
    purchasingCurrency: counted ? 'USD' : null,
    purchasingPrice: counted ? Math.round(price * 60) / 100 : null,
    quantity: stock[0] + stock[1],
    quantityTrace: counted ? 'Y' : 'N',
    vatId: 1,
    weight: counted ? 1000 + (id % 90) * 100 : 0,
  };
  return settle(row) as typeof row;
}

/** As the methods have it: a parent can be bought when an active variation can. */
function followOffers(parent: ProductRow, offers: readonly ProductRow[]): void {
  const buyable = offers.some(({ active, available }) => active === 'Y' && available === 'Y');
  parent.available = buyable ? 'Y' : 'N';
}

function priceRow({ id, price, currency }: Item, { rates }: Surroundings) {
  return {
    productId: id,
    catalogGroupId: 1,
    ...plainPrice,
    price,
    currency: currency as string,
    priceScale: inBase(price, currency, rates),
    timestampX: SEED_TIME + id,
  };
}

/** As the methods have it: a parent costs what its cheapest variation costs. */
function followPrices(parent: PriceRow, offers: readonly PriceRow[]): void {
  const { price, currency, priceScale } = offers.reduce((least, one) =>
    one.priceScale < least.priceScale ? one : least,
  );
  Object.assign(parent, { price, currency, priceScale });
}

const stockRows = ({ id, type, stock }: Item, { stores }: Surroundings) =>
  stores.flatMap((storeId, at) => {
    const amount = stock[at] as number;
    const counted = type === 1 || type === 4;
    return counted && amount > 0 ? [{ productId: id, storeId, amount, quantityReserved: 0 }] : [];
  });

function valueRows(item: Item, { random, choices }: Surroundings) {
  if (item.type === 7) return [];
  const iblockId = item.type === 4 ? OFFERS : PRODUCTS;
  const choice = (code: string) => choices.get(`${iblockId} ${code}`) as Choice;
  const row = ({ property }: Choice, { value, number, textType }: StoredValue) => ({
    propertyId: property.id,
    productId: item.id,
    value,
    number,
    textType,
  });
  const any = (code: string) => row(choice(code), random.pick(choice(code).values));
  const article = choice('ARTICLE');
  const named = row(article, stored(article.property, `A-${String(item.id).padStart(7, '0')}`));
  if (item.type === 4) return [named, any('COLOUR')];
  const [first, second] = choice('COLOURS').values.toSpliced(random.below(5), 1);
  return [
    named,
    row(choice('MATERIAL'), choice('MATERIAL').values[item.material] as StoredValue),
    row(choice('COLOURS'), first as StoredValue),
    ...(random.below(3) === 0 ? [row(choice('COLOURS'), second as StoredValue)] : []),
    any('LOAD'),
    any('SINCE'),
    ...(random.below(4) === 0 ? [any('HANDMADE')] : []),
  ];
}

/** Folders that grow with the ids find their place in the index without a search. */
const hex = (number: number): string => number.toString(16).padStart(8, '0');

const fileRows = (item: Item, { random, pictures }: Surroundings) =>
  item.pictures.map((type, index) => {
    const { hash, size } = pictures.of(item);
    return {
      productId: item.id,
      type,
      name: `${item.subject}-${index + 1}.jpg`,
      folder: hex(item.id) + hex(index) + random.hex(),
      hash,
      size,
      contentType: 'image/jpeg',
      url: null,
      altText: item.name,
      displayOrder: index + 1,
      createTime: SEED_TIME + item.id,
    };
  });
