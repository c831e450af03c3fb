import { describe, expect, it } from 'vitest';
import { isoTime } from '../../src/core/wire/time.ts';
import { describeCrud } from './_crud.ts';
import { listenTo } from './_events.ts';
import { addProduct, profiles, refused } from './_given.ts';
import { priced } from './_prices.ts';

const whole = { productId: 1, catalogGroupId: 1, price: 100.5, currency: 'EUR' };

describeCrud({
  entity: 'catalog.price',
  name: 'price',
  plural: 'prices',
  given: addProduct,
  fields: whole,
  row: {
    ...whole,
    extraId: null,
    priceScale: 110.55,
    quantityFrom: null,
    quantityTo: null,
    timestampX: isoTime(1_750_000_000),
  },
  change: { price: '0', currency: 'USD', productId: 987, catalogGroupId: 987, extraId: 4 },
  changed: { price: 0, priceScale: 0, currency: 'USD', extraId: 4 },
  required: ['productId', 'catalogGroupId', 'price', 'currency'],
  codes: { missing: '', read: '200040300010', write: '200040300020' },
});

const single =
  'Validate price error. Catalog product is allowed has only single price without ranges in price group';
const amount = 'The price must be a number from 0 to 900719925474.0991';
const noCurrency = 'The specified currency does not exist';

describe.each(profiles)('catalog.price.add and update, %s', (profile) => {
  it.each<[fields: object, message: string]>([
    [{ price: -0.01 }, amount],
    [{ price: 'abc' }, amount],
    [{ price: '12abc' }, amount],
    [{ price: '1,5' }, amount],
    [{ price: true }, amount],
    [{ price: 900_719_925_475 }, amount],
    [{ price: '9'.repeat(40) }, amount],
    // Minutes for a pattern that may share digits out in more than one way.
    [{ price: `${'1'.repeat(1_000_000)}x` }, amount],
    [{ price: '1e999' }, amount],
    [{ price: '1\0' }, amount],
    [{ price: [5] }, 'Wrong format of field "price".'],
    [{ price: { a: 1 } }, 'Wrong format of field "price".'],
    [{ currency: 'XXX' }, noCurrency],
    [{ currency: 'usd' }, noCurrency],
    [{ currency: "USD' or '1'='1" }, noCurrency],
    [{ currency: ['USD'] }, 'Wrong format of field "currency".'],
    [{ currency: 'USD\0' }, 'Wrong format of field "currency".'],
    [{ quantityFrom: -1 }, 'Quantity bounds error: a quantity must be a positive integer'],
    [{ quantityTo: 'abc' }, 'Quantity bounds error: a quantity must be a positive integer'],
    [
      { quantityTo: '9'.repeat(40) },
      'Quantity bounds error: a quantity must be a positive integer',
    ],
    [{ quantityFrom: 1.5 }, 'Quantity bounds error: a quantity must be a positive integer'],
    [
      { quantityFrom: 11, quantityTo: 10 },
      'Quantity bounds error: quantityFrom is greater than quantityTo',
    ],
  ])('refuse %j', async (fields, message) => {
    const { as, addPrice, rows } = await priced(profile);
    expect(await as(1)('catalog.price.add', { fields: { ...whole, ...fields } })).toEqual(
      refused(profile, '0', message),
    );
    expect(await rows(1)).toEqual([]);
    const row = await addPrice(1, 10);
    const params = { id: row.id, fields: { price: 11, currency: 'USD', ...fields } };
    expect(await as(1)('catalog.price.update', params)).toEqual(refused(profile, '0', message));
    expect(await rows(1)).toEqual([row]);
  });

  it.each<[fields: object, message: string]>([
    [{ catalogGroupId: 987 }, 'Validate price error. Catalog price group is wrong'],
    [{ catalogGroupId: '1 or 1=1', productId: 987 }, 'Product was not found'],
    [{ catalogGroupId: -1 }, 'Validate price error. Catalog price group is wrong'],
    [{ productId: 987 }, 'Product was not found'],
    [{ productId: '9'.repeat(40) }, 'Product was not found'],
    [{ productId: [1] }, 'Wrong format of field "productId".'],
  ])('add refuses %j', async (fields, message) => {
    const { as, store } = await priced(profile);
    expect(await as(1)('catalog.price.add', { fields: { ...whole, ...fields } })).toEqual(
      refused(profile, '0', message),
    );
    expect(await store.reader.query.selectFrom('price').selectAll().execute()).toEqual([]);
  });

  it('refuse a second price of a type without ranges', async () => {
    const { as, addPrice, shown } = await priced(profile);
    await addPrice(1, 10);
    const { id } = await addPrice(1, 9, { catalogGroupId: 2, quantityFrom: 1, quantityTo: 9 });
    const { id: more } = await addPrice(1, 8, { catalogGroupId: 2, quantityFrom: 10 });
    for (const fields of [whole, { ...whole, quantityFrom: 5 }, { ...whole, catalogGroupId: 2 }]) {
      expect(await as(1)('catalog.price.add', { fields })).toEqual(refused(profile, '0', single));
    }
    const unranged = { price: 9, currency: 'USD', quantityFrom: null, quantityTo: 0 };
    expect(await as(1)('catalog.price.update', { id, fields: unranged })).toEqual(
      refused(profile, '0', single),
    );
    const overlapping = { price: 8, currency: 'USD', quantityFrom: 9 };
    expect(await as(1)('catalog.price.update', { id: more, fields: overlapping })).toEqual(
      refused(profile, '0', 'Quantity bounds error: ranges overlap'),
    );
    expect(await shown(1)).toEqual(['1: 10 USD', '2: 9 USD', '2: 8 USD']);
  });

  it('update refuses an unknown id in words of its own', async () => {
    const { as } = await priced(profile);
    const message = profile === 'live' ? 'Price is not exists' : 'price does not exist.';
    const code = profile === 'live' ? '0' : '';
    const fields = { price: 1, currency: 'USD' };
    expect(await as(1)('catalog.price.update', { id: 987, fields })).toEqual(
      refused(profile, code, message),
    );
  });
});

describe('catalog.price', () => {
  it('takes amounts up to what a double keeps to four decimals', async () => {
    const { addPrice, as } = await priced();
    const { id, ...row } = await addPrice(1, 900_719_925_474.0991);
    expect(row.price).toBe(900_719_925_474.0991);
    const fields = { price: ' 0.0001 ', currency: 'USD' };
    const { result } = await as(1)('catalog.price.update', { id, fields });
    expect(result.price).toMatchObject({ price: 0.0001, priceScale: 0.0001 });
  });

  it('is bought at in ranges of quantity', async () => {
    const { addPrice, rows } = await priced();
    await addPrice(1, 8, { quantityFrom: '11', quantityTo: '' });
    await addPrice(1, 10, { quantityFrom: 0, quantityTo: 10 });
    expect(await rows(1)).toMatchObject([
      { price: 8, quantityFrom: 11, quantityTo: null },
      { price: 10, quantityFrom: null, quantityTo: 10 },
    ]);
  });

  it('needs amount and currency on an update as documented; a portal takes either alone', async () => {
    const documented = await priced();
    const { id } = await documented.addPrice(1, 10);
    for (const [fields, absent] of [
      [{}, 'price, currency'],
      [{ price: 5 }, 'currency'],
      [{ currency: 'USD', price: '' }, 'price'],
    ]) {
      expect(await documented.as(1)('catalog.price.update', { id, fields })).toEqual(
        refused('documented', '0', `Required fields: ${absent}`),
      );
    }
    const live = await priced('live');
    const stored = await live.addPrice(1, 10);
    const update = async (fields: object) =>
      live.as(1)('catalog.price.update', { id: stored.id, fields });
    expect((await update({ currency: 'EUR' })).result.price).toMatchObject({
      price: 10,
      priceScale: 11,
      currency: 'EUR',
    });
    expect(await update({ currency: null })).toEqual(refused('live', '0', noCurrency));
    expect(await update({ price: null })).toEqual(refused('live', '0', amount));
  });

  it.each([[0], [-1], ['abc'], [null]])('has no markup %j', async (extraId) => {
    const { addPrice } = await priced();
    expect((await addPrice(1, 10, { extraId })).extraId).toBeNull();
  });

  it('changes the time of its product alone', async () => {
    const clock = { now: 1_750_000_000_000 };
    const portal = await priced('documented', () => clock.now);
    const other = await addProduct(portal);
    const times = async () => {
      const { query } = portal.store.reader;
      const rows = await query.selectFrom('product').select('timestampX').orderBy('id').execute();
      return rows.map(({ timestampX }) => Number(timestampX) - 1_750_000_000);
    };
    expect(await times()).toEqual([0, 0]);
    clock.now += 1000;
    const { id } = await portal.addPrice(1, 10);
    expect(await times()).toEqual([1, 0]);
    clock.now += 1000;
    await portal.as(1)('catalog.price.update', { id, fields: { price: 11, currency: 'USD' } });
    expect(await times()).toEqual([2, 0]);
    clock.now += 1000;
    await portal.as(1)('catalog.price.delete', { id });
    expect(await times()).toEqual([3, 0]);
    expect(other.id).toBe(2);
  });

  it('tells of what happens to it, and of nothing that was refused', async () => {
    const portal = await priced();
    const events = await listenTo(portal, 'PRICE');
    const { id } = await portal.addPrice(1, 10);
    await portal.as(1)('catalog.price.add', { fields: whole });
    expect(await events()).toEqual([`ADD ${id}`]);
    await portal.as(1)('catalog.price.update', { id, fields: { price: 11, currency: 'USD' } });
    await portal.as(1)('catalog.price.delete', { id });
    expect(await events()).toEqual([`UPDATE ${id}`, `DELETE ${id}`]);
  });

  it('is changed with the right to edit prices, and read with it', async () => {
    const { as, userWith } = await priced();
    const seller = await userWith('price.edit');
    const { result } = await as(seller)('catalog.price.add', { fields: whole });
    const { id } = result.price;
    expect((await as(seller)('catalog.price.list')).total).toBe(1);
    const fields = { price: 1, currency: 'USD' };
    expect((await as(seller)('catalog.price.update', { id, fields })).status).toBe(200);
    expect((await as(seller)('catalog.price.delete', { id })).result).toBe(true);
  });
});
