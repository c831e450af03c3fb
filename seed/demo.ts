import '../schemas/price.ts';
import '../schemas/product.ts';
import '../schemas/productImage.ts';
import { randomBytes } from 'node:crypto';
import type { Hold, Holder } from '../src/core/blobs.ts';
import type { Db } from '../src/core/store.ts';
import { drawPicture } from '../src/images/draw.ts';
import { OFFERS, PRODUCTS } from './base.ts';
import { type ShopPicture, type ShopProduct, shop } from './shop.ts';

const SECTIONS = { goods: 13, services: 14 } as const;
const PIECE = 5;
const AT_ONCE = 2;

/** The drawn pictures, held until their rows are committed. */
export interface StoredPictures {
  readonly holds: ReadonlyMap<ShopPicture, Hold>;
  release(): void;
}

/** Draws and stores every picture of the shop. */
export async function storePictures(files: Holder): Promise<StoredPictures> {
  const waiting = shop.flatMap((product) => product.pictures);
  const holds = new Map<ShopPicture, Hold>();
  const worker = async (): Promise<void> => {
    for (let picture = waiting.pop(); picture; picture = waiting.pop()) {
      holds.set(picture, await files.hold(await drawPicture(picture)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return {
    holds,
    release() {
      for (const hold of holds.values()) hold.release();
    },
  };
}

/** Inserts the shop's products, prices and images. `now` in seconds since 1970. */
export async function seedDemo(
  { query }: Db,
  pictures: StoredPictures,
  now: number,
): Promise<void> {
  await query
    .insertInto('product')
    .values(shop.map((product) => productRow(product, now)))
    .execute();
  await query
    .insertInto('price')
    .values(
      shop.map(({ id, price }) => ({
        productId: id,
        catalogGroupId: 1,
        price,
        currency: 'USD',
        priceScale: price,
        extraId: null,
        quantityFrom: null,
        quantityTo: null,
        timestampX: now,
      })),
    )
    .execute();
  let id = 0;
  for (const product of shop) {
    for (const [index, picture] of product.pictures.entries()) {
      id += 1;
      const { hash, size } = pictures.holds.get(picture) as Hold;
      await query
        .insertInto('file')
        .values({
          id,
          productId: product.id,
          type: picture.type,
          name: picture.name,
          folder: randomBytes(16).toString('hex'),
          hash,
          size,
          contentType: CONTENT_TYPES[picture.format],
          url: null,
          altText: picture.altText,
          displayOrder: index + 1,
          createTime: now,
        })
        .execute();
    }
  }
}

const CONTENT_TYPES = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' } as const;

function productRow(product: ShopProduct, now: number) {
  const { id, type, parentId, name, code, text, stock, size } = product;
  const service = type === 7;
  const counted = type === 1 || type === 4;
  return {
    id,
    iblockId: type === 4 ? OFFERS : PRODUCTS,
    type,
    parentId: parentId ?? null,
    name,
    code,
    xmlId: String(id),
    active: 'Y',
    available: counted && stock === 0 ? 'N' : 'Y',
    barcodeMulti: 'N',
    bundle: 'N',
    canBuyZero: service ? 'Y' : 'N',
    createdBy: 1,
    modifiedBy: 1,
    dateCreate: now,
    timestampX: now,
    iblockSectionId: type === 4 ? null : service ? SECTIONS.services : SECTIONS.goods,
    detailText: text,
    detailTextType: 'text',
    previewText: text,
    previewTextType: 'text',
    measure: PIECE,
    quantity: service ? 1 : (stock ?? 0),
    quantityReserved: 0,
    quantityTrace: counted ? 'Y' : 'N',
    purchasingCurrency: null,
    purchasingPrice: null,
    recurSchemeType: 'D',
    sort: 500,
    subscribe: 'Y',
    vatId: 1,
    vatIncluded: 'N',
    width: size?.width ?? null,
    height: size?.height ?? null,
    length: size?.length ?? null,
    weight: size?.weight ?? 0,
    withoutOrder: 'N',
  };
}
