import assert from 'node:assert/strict';
import type { Any } from '../client.ts';
import type { Voice } from '../voice.ts';
import type { Goods } from './goods.ts';

const BASE = 1;
const EVERYBODY = 2;
const dollars = (price: number) => ({ price, currency: 'USD' });

export type PriceList = Awaited<ReturnType<typeof priceGoods>>;

/** A second price type, prices of the variants, and the parent's prices that follow them. */
export async function priceGoods(voice: Voice, { offer, large, sku, product }: Goods) {
  const { call } = voice;
  const wholesale = await openPriceType(voice);

  const add = async (productId: number, price: number): Promise<number> =>
    (
      await call('catalog.price.add', {
        fields: { productId, catalogGroupId: BASE, ...dollars(price) },
      })
    ).price.id;
  const pricesOf = async (productId: number): Promise<number[][]> => {
    const { prices } = await call('catalog.price.list', {
      select: ['catalogGroupId', 'price', 'productId'],
      filter: { productId },
      order: { catalogGroupId: 'ASC' },
    });
    return prices.map((one: Any) => [one.catalogGroupId, one.price]);
  };

  const medium = await add(offer, 20);
  await add(large, 30);
  assert.deepEqual(await pricesOf(sku), [[BASE, 20]], 'a parent costs what its cheapest does');
  const { price } = await call('catalog.price.update', { id: medium, fields: dollars(35) });
  assert.deepEqual([price.price, price.priceScale], [35, 35]);
  assert.deepEqual(await pricesOf(sku), [[BASE, 30]], 'and follows it');

  const { prices } = await call('catalog.price.modify', {
    fields: {
      product: {
        id: offer,
        prices: [
          { id: medium, catalogGroupId: BASE, ...dollars(25) },
          { catalogGroupId: wholesale, ...dollars(18.5) },
        ],
      },
    },
  });
  assert.equal(prices.length, 2);
  assert.deepEqual(await pricesOf(sku), [
    [BASE, 25],
    [wholesale, 18.5],
  ]);

  const spare = await add(product, 9.99);
  assert.equal((await call('catalog.price.get', { id: spare })).price.price, 9.99);
  assert.equal(await call('catalog.price.delete', { id: spare }), true);
  assert.deepEqual(await pricesOf(product), []);

  return { wholesale, price: medium, ruleId: await roundPrices(voice, wholesale) };
}

/** A price type with a translation, that everybody sees and nobody but administrators buys at. */
async function openPriceType({ call }: Voice): Promise<number> {
  const { priceType } = await call('catalog.priceType.add', { fields: { name: 'WHOLESALE' } });
  const catalogGroupId: number = priceType.id;
  const { priceType: renamed } = await call('catalog.priceType.update', {
    id: catalogGroupId,
    fields: { name: 'DEALER', sort: 200 },
  });
  assert.partialDeepStrictEqual(renamed, { name: 'DEALER', sort: 200, base: 'N' });

  const { priceTypeGroups } = await call('catalog.priceTypeGroup.list', {
    filter: { catalogGroupId, groupId: EVERYBODY, access: 'Y' },
  });
  const [{ id: buying }] = priceTypeGroups;
  assert.equal(await call('catalog.priceTypeGroup.delete', { id: buying }), true);
  const { priceTypeGroup } = await call('catalog.priceTypeGroup.add', {
    fields: { catalogGroupId, groupId: EVERYBODY, access: 'Y' },
  });
  assert.equal(priceTypeGroup.access, 'Y');

  const { languages } = await call('catalog.priceTypeLang.getLanguages');
  assert.ok(languages.some((one: Any) => one.lid === 'de'));
  const { priceTypeLang } = await call('catalog.priceTypeLang.add', {
    fields: { catalogGroupId, lang: 'de', name: 'Handel' },
  });
  const { priceTypeLang: changed } = await call('catalog.priceTypeLang.update', {
    id: priceTypeLang.id,
    fields: { catalogGroupId, lang: 'de', name: 'Großhandel' },
  });
  assert.equal(changed.name, 'Großhandel');
  const { priceTypeLang: read } = await call('catalog.priceTypeLang.get', {
    id: priceTypeLang.id,
  });
  assert.deepEqual(read, changed);
  assert.equal(await call('catalog.priceTypeLang.delete', { id: priceTypeLang.id }), true);
  return catalogGroupId;
}

async function roundPrices({ call }: Voice, catalogGroupId: number): Promise<number> {
  const rule = { catalogGroupId, price: 100, roundType: 1 };
  const { roundingRule } = await call('catalog.roundingRule.add', {
    fields: { ...rule, roundPrecision: 0.05 },
  });
  const { roundingRule: coarser } = await call('catalog.roundingRule.update', {
    id: roundingRule.id,
    fields: { ...rule, roundPrecision: 5 },
  });
  assert.partialDeepStrictEqual(coarser, { ...rule, roundPrecision: 5 });
  return roundingRule.id;
}
