import { describe, expect, it } from 'vitest';
import { listenTo } from './_events.ts';
import { type AnyRow, addProduct, profiles, refused } from './_given.ts';
import { priced } from './_prices.ts';

/** What may be with a price type: stored before, and named by the call. */
const fates = [
  { stored: false, named: 'not' },
  { stored: false, named: 'new' },
  { stored: true, named: 'not' },
  { stored: true, named: 'new' },
  { stored: true, named: 'by id' },
] as const;

const TYPES = [1, 2, 3];
const combinations = fates.flatMap((a) => fates.flatMap((b) => fates.map((c) => [a, b, c])));

const item = (catalogGroupId: number, price: number, fields: object = {}) => ({
  catalogGroupId,
  price,
  currency: 'USD',
  ...fields,
});

const modify = (prices: unknown, id: unknown = 1) => ({ fields: { product: { id, prices } } });

describe.each(profiles)('catalog.price.modify, %s', (profile) => {
  it('replaces the price set, whatever is new, changed or missing', async () => {
    const portal = await priced(profile);
    const other = await portal.addPrice(1, 77);
    const events = await listenTo(portal, 'PRICE');
    let tried = 0;
    for (const combination of combinations) {
      const { id: productId } = await addProduct(portal);
      const stored = new Map<number, number>();
      for (const [n, type] of TYPES.entries()) {
        if (!combination[n]!.stored) continue;
        stored.set(type, (await portal.addPrice(productId, type, { catalogGroupId: type })).id);
      }
      await events();
      const named = TYPES.filter((_, n) => combination[n]!.named !== 'not').toReversed();
      const byId = (type: number) => combination[type - 1]!.named === 'by id';
      const prices = named.map((type) =>
        item(type, 10 * type, byId(type) ? { id: stored.get(type) } : {}),
      );
      if (prices.length === 0) continue;

      const { result } = await portal.as(1)('catalog.price.modify', modify(prices, productId));
      expect(result.prices).toMatchObject(
        named.map((type) => ({ catalogGroupId: type, productId, price: 10 * type })),
      );
      const after = await portal.rows(productId);
      expect(after).toEqual(result.prices.toSorted((a: AnyRow, b: AnyRow) => a.id - b.id));
      const kept = new Set(named.filter(byId).map((type) => stored.get(type)));
      const idOf = (type: number) =>
        result.prices.find((row: AnyRow) => row.catalogGroupId === type).id;
      expect(await events()).toEqual([
        ...[...stored.values()].filter((id) => !kept.has(id)).map((id) => `DELETE ${id}`),
        ...named.map((type) => `${byId(type) ? 'UPDATE' : 'ADD'} ${idOf(type)}`),
      ]);
      tried += 1;
    }
    expect(tried).toBe(combinations.length - 2 ** 3);
    expect(await portal.rows(1)).toEqual([other]);
  });

  it('keeps the type of a stored price and what is not given', async () => {
    const portal = await priced(profile);
    const row = await portal.addPrice(1, 5, { extraId: 4, quantityFrom: 2 });
    const prices = {
      first: { id: String(row.id), catalogGroupId: 3, price: '6', currency: 'EUR' },
    };
    const { result } = await portal.as(1)('catalog.price.modify', modify(prices));
    expect(result.prices).toEqual([
      { ...row, price: 6, priceScale: 6.6, currency: 'EUR', timestampX: expect.any(String) },
    ]);
  });

  it('sets ranges of quantity', async () => {
    const portal = await priced(profile);
    const { id } = await portal.addPrice(1, 5);
    const prices = [
      item(1, 4, { quantityFrom: 11 }),
      item(1, 5, { id, quantityTo: 10 }),
      item(2, 3, { id: 0 }),
    ];
    const { result } = await portal.as(1)('catalog.price.modify', modify(prices));
    expect(result.prices).toMatchObject([
      { price: 4, quantityFrom: 11, quantityTo: null },
      { id, price: 5, quantityFrom: null, quantityTo: 10 },
      { catalogGroupId: 2, price: 3 },
    ]);
  });

  const nothing = 'Required fields: [product][id], [product][prices][]';
  const group = 'Validate price error. Catalog price group is wrong';
  const ofItem = (index: number, names: string) =>
    profile === 'live'
      ? `Required fields: [prices][${index}] - ${names}.`
      : `Required fields: ${names}`;

  it.each<[what: string, fields: object, message: string]>([
    ['nothing', {}, nothing],
    ['a product that is none', { product: 'x' }, nothing],
    ['inherited names', { product: { __proto__: { id: 1 } } }, nothing],
    ['no product', { product: { prices: [item(1, 1)] } }, 'Required fields: [product][id]'],
    ['no prices', { product: { id: 1 } }, 'Required fields: [product][prices][]'],
    ['an empty set', modify([]).fields, 'Required fields: [product][prices][]'],
    ['prices that are none', modify('x').fields, 'Required fields: [product][prices][]'],
    ['an empty price', modify([[]]).fields, ofItem(0, 'catalogGroupId, price, currency')],
    ['a text', modify([item(1, 1), 'x']).fields, ofItem(1, 'catalogGroupId, price, currency')],
    ['no amount', modify([{ id: 1, currency: 'USD' }]).fields, ofItem(0, 'price')],
    ['no currency', modify([item(1, 1, { currency: '' })]).fields, ofItem(0, 'currency')],
    ['an unknown type', modify([item(987, 1)]).fields, group],
    ['an unknown product', modify([item(1, 1)], 987).fields, 'Product was not found'],
    ['SQL for a product', modify([item(1, 1)], '1 or 1=1').fields, 'Product was not found'],
    ['an id in hexadecimal', modify([item(1, 1)], '0x1').fields, 'Product was not found'],
    ['an id with an exponent', modify([item(1, 1)], '1e0').fields, 'Product was not found'],
    ['a list for a product', modify([item(1, 1)], [1]).fields, 'Product was not found'],
    [
      'an unknown currency',
      modify([item(1, 1, { currency: 'XXX' })]).fields,
      'The specified currency does not exist',
    ],
    [
      'a negative amount',
      modify([item(2, 1), item(1, -1)]).fields,
      'The price must be a number from 0 to 900719925474.0991',
    ],
    [
      'a list for an amount',
      modify([item(1, 1, { price: [1] })]).fields,
      'Wrong format of field "price".',
    ],
    [
      'a type twice',
      modify([item(1, 1), item(1, 2)]).fields,
      'Validate price error. Catalog product is allowed has only single price without ranges in price group',
    ],
    [
      'ranges that overlap',
      modify([item(1, 1, { quantityTo: 5 }), item(1, 2, { quantityFrom: 5 })]).fields,
      'Quantity bounds error: ranges overlap',
    ],
    [
      'a price twice',
      modify([item(1, 1, { id: 1, quantityTo: 5 }), item(1, 1, { id: 1, quantityFrom: 6 })]).fields,
      'A price is named twice',
    ],
  ])('refuses %s and changes nothing', async (_what, fields, message) => {
    const portal = await priced(profile);
    await portal.addPrice(1, 10);
    await portal.addPrice(1, 20, { catalogGroupId: 3 });
    const before = await portal.rows(1);
    expect(await portal.as(1)('catalog.price.modify', { fields })).toEqual(
      refused(profile, '0', message),
    );
    expect(await portal.rows(1)).toEqual(before);
  });

  it.each([[987], ['1 or 1=1'], ['abc'], [-1], [[1]], ['other']])(
    'refuses the id %j, which is no price of the product',
    async (asked) => {
      const portal = await priced(profile);
      const { id: productId } = await addProduct(portal);
      const other = await portal.addPrice(productId, 20);
      const before = await portal.addPrice(1, 10);
      const id = asked === 'other' ? other.id : asked;
      const prices = [item(2, 1), item(1, 11, { id })];
      const [code, message] =
        profile === 'live' ? ['0', 'Price is not exists'] : ['', 'price does not exist.'];
      expect(await portal.as(1)('catalog.price.modify', modify(prices))).toEqual(
        refused(profile, code!, message!),
      );
      expect(await portal.rows(1)).toEqual([before]);
      expect(await portal.rows(productId)).toEqual([other]);
    },
  );

  it('needs the right to edit prices', async () => {
    const portal = await priced(profile);
    expect(await portal.as(2)('catalog.price.modify', modify([item(1, 1)]))).toEqual(
      refused(profile, '200040300020', 'Access Denied'),
    );
    const seller = await portal.userWith('price.edit');
    expect((await portal.as(seller)('catalog.price.modify', modify([item(1, 1)]))).status).toBe(
      200,
    );
  });

  it.each([
    [{}, 'Could not find value for parameter {fields}'],
    [
      { fields: 'x' },
      'Invalid value {x} to match with parameter {fields}. Should be value of type array.',
    ],
  ])('refuses %j', async (params, message) => {
    const { as } = await priced(profile);
    expect(await as(1)('catalog.price.modify', params)).toEqual(refused(profile, '100', message));
  });
});
