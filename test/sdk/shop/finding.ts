import assert from 'node:assert/strict';
import type { Any } from '../client.ts';
import type { Voice } from '../voice.ts';
import type { Goods } from './goods.ts';
import { GOODS, type Shelves, VARIANTS } from './shelves.ts';

const MANY = 120;
const select = ['id', 'iblockId', 'name'];

/** From a word to variants, prices and stock in one batch: each command takes what one before found. */
export async function findInOneBatch({ batch }: Voice, shelves: Shelves, goods: Goods) {
  const { season, isNew, tags, size } = shelves.properties;
  const found = await batch({
    value: [
      'catalog.productPropertyEnum.list',
      { select: ['id'], filter: { propertyId: season, xmlId: 'summer' } },
    ],
    parents: [
      'catalog.product.sku.list',
      {
        select,
        filter: {
          iblockId: GOODS,
          [`property${season}`]: '$result[value][productPropertyEnums][0][id]',
          [`property${isNew}`]: 'Y',
          [`%property${tags}`]: 'soft',
        },
      },
    ],
    variants: [
      'catalog.product.offer.list',
      {
        select: [...select, `property${size}`, 'purchasingPrice'],
        filter: { iblockId: VARIANTS, parentId: '$result[parents][units][0][id]' },
        order: { name: 'desc' },
      },
    ],
    prices: [
      'catalog.price.list',
      {
        select: ['price'],
        filter: { productId: '$result[variants][offers][0][id]' },
        order: { price: 'ASC' },
      },
    ],
    stock: [
      'catalog.storeproduct.list',
      { select: ['amount'], filter: { productId: '$result[variants][offers][0][id]' } },
    ],
  });
  assert.deepEqual(found.parents.units, [{ id: goods.sku, iblockId: GOODS, name: 'Shirt' }]);
  const [first, second] = found.variants.offers;
  assert.deepEqual([first.id, second.id], [goods.offer, goods.large]);
  assert.deepEqual(
    [first.purchasingPrice, first[`property${size}`].valueEnum],
    [7.5, 'M'],
    'lists tell purchasing prices as numbers',
  );
  assert.deepEqual(
    found.prices.prices.map((one: Any) => one.price),
    [18.5, 25],
  );
  assert.ok(found.stock.storeProducts.some((one: Any) => one.amount === 10));
}

/** Many products, added in batches, walked through page by page and taken away again. */
export async function walkThroughMany({ batch, walk }: Voice, sectionId: number) {
  const fields = (n: number) => ({
    iblockId: GOODS,
    name: `Sock ${n}`,
    iblockSectionId: sectionId,
  });
  const added = await batch(
    Object.fromEntries(
      Array.from({ length: MANY }, (_, n) => [
        `sock${n}`,
        ['catalog.product.add', { fields: fields(n) }] as const,
      ]),
    ),
  );
  const ids = Object.values(added).map(({ element }) => element.id as number);

  const filter = { iblockId: GOODS, iblockSectionId: sectionId };
  for (const rows of await walk('catalog.product.list', { select, filter }, 'products')) {
    assert.deepEqual(
      rows.map((one) => one.id),
      ids,
    );
  }
  const deleted = await batch(
    Object.fromEntries(ids.map((id) => [`sock${id}`, ['catalog.product.delete', { id }] as const])),
  );
  assert.ok(Object.values(deleted).every((one) => one === true));
}
