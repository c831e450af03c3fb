import { sectionColumns } from '../../catalog/products/sections.ts';
import '../../schemas/product.ts';
import '../../schemas/productImage.ts';
import '../../schemas/ratio.ts';
import { randomBytes } from 'node:crypto';
import type { Hold } from '../../src/core/blobs.ts';
import type { Db } from '../../src/core/store.ts';
import { OFFERS, PRODUCTS } from '../base.ts';
import type { Language } from '../language.ts';
import type { StoredFiles } from './files.ts';
import type { DemoProduct } from './product.ts';
import { goods, shop } from './shop.ts';

const METRE = 1;
const PIECE = 5;
const NO_VAT = 1;
const VAT_20 = 3;

/** What of a product may be sold: in the two stores that are open, and not reserved. */
const quantityOf = ({ stock, reserved = 0 }: DemoProduct): number =>
  (stock?.main ?? 0) + (stock?.showroom ?? 0) - reserved;

const isCounted = (product: DemoProduct): boolean => goods.includes(product);

/** Whether it can be bought; a parent when one of its variations can. */
const isAvailable = (product: DemoProduct): boolean => {
  if (product.type === 3) return goods.some((o) => o.parentId === product.id && isAvailable(o));
  return !isCounted(product) || quantityOf(product) > 0;
};

/** Inserts the products of the shop with their ratios and images. */
export async function insertProducts(
  { query }: Db,
  { holds }: StoredFiles,
  now: number,
  language: Language,
): Promise<void> {
  await query
    .insertInto('product')
    .values(shop.map((product) => productRow(product, now, language)))
    .execute();
  await query
    .insertInto('ratio')
    .values(
      shop
        .filter(({ type }) => type !== 3)
        .map(({ id, metres }) => ({ productId: id, ratio: metres ?? 1, isDefault: 'Y' })),
    )
    .execute();
  await query
    .insertInto('file')
    .values(
      shop
        .flatMap(({ id: productId, pictures }) =>
          pictures.map((picture, index) => ({ productId, picture, displayOrder: index + 1 })),
        )
        .map(({ picture, ...place }, index) => {
          const { hash, size } = holds.get(picture) as Hold;
          return {
            ...place,
            id: index + 1,
            type: picture.type,
            name: picture.name,
            folder: randomBytes(16).toString('hex'),
            hash,
            size,
            contentType: `image/${picture.format}`,
            url: null,
            altText: picture.altText[language],
            createTime: now,
          };
        }),
    )
    .execute();
}

function productRow(product: DemoProduct, now: number, language: Language) {
  const { id, type, parentId, sections = [], active, name, code, text, size, cost } = product;
  const service = type === 7;
  const bought = isCounted(product) && cost !== undefined;
  return {
    id,
    iblockId: type === 4 ? OFFERS : PRODUCTS,
    type,
    parentId: parentId ?? null,
    name: name[language],
    code,
    xmlId: String(id),
    active: active ?? 'Y',
    available: isAvailable(product) ? 'Y' : 'N',
    barcodeMulti: 'N',
    bundle: type === 2 ? 'Y' : 'N',
    canBuyZero: service ? 'Y' : 'N',
    createdBy: 1,
    modifiedBy: 1,
    dateCreate: now,
    timestampX: now,
    ...sectionColumns(sections, sections[0]),
    detailText: text[language],
    detailTextType: 'text',
    previewText: text[language],
    previewTextType: 'text',
    measure: product.metres ? METRE : PIECE,
    quantity: service ? 1 : quantityOf(product),
    quantityReserved: product.reserved ?? 0,
    quantityTrace: isCounted(product) ? 'Y' : 'N',
    purchasingCurrency: bought ? 'USD' : null,
    purchasingPrice: bought ? cost : null,
    recurSchemeType: 'D',
    sort: 500,
    subscribe: 'Y',
    vatId: service ? NO_VAT : VAT_20,
    vatIncluded: service ? 'N' : 'Y',
    width: size?.width ?? null,
    height: size?.height ?? null,
    length: size?.length ?? null,
    weight: size?.weight ?? 0,
    withoutOrder: 'N',
  };
}
