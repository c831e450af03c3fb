import { expect, it } from 'vitest';
import { listenTo } from './_events.ts';
import { type AnyRow, addProduct } from './_given.ts';
import { priced } from './_prices.ts';

/** A parent with variations, each with a price in dollars where one is given. */
async function family(...prices: (number | undefined)[]) {
  const portal = await priced();
  const parent: AnyRow = await addProduct(portal, 'sku');
  const offers: number[] = [];
  for (const price of prices) {
    const { id } = await addProduct(portal, 'offer', { parentId: parent.id });
    offers.push(id);
    if (price !== undefined) await portal.addPrice(id, price);
  }
  const call = portal.as(1);
  const idOf = async (productId: number): Promise<number> => (await portal.rows(productId))[0]!.id;
  return { ...portal, parent: parent.id as number, offers: offers as [number, number], call, idOf };
}

it('a parent has the least price of its variations, of each type, whatever the currency', async () => {
  const { addPrice, shown, rows, parent, offers } = await family(20, 10);
  expect(await shown(parent)).toEqual(['1: 10 USD']);
  await addPrice(offers[0], 5, { catalogGroupId: 3, currency: 'EUR' });
  await addPrice(offers[1], 5.2, { catalogGroupId: 3 });
  expect(await shown(parent)).toEqual(['1: 10 USD', '3: 5.2 USD']);
  await addPrice(offers[0], 600, { catalogGroupId: 2, currency: 'RUB', extraId: 4 });
  expect((await rows(parent)).at(-1)).toMatchObject({
    catalogGroupId: 2,
    price: 600,
    currency: 'RUB',
    priceScale: 6.6,
    extraId: null,
  });
});

it('follows each change of a price of a variation', async () => {
  const { call, shown, parent, offers, idOf } = await family(20, 10);
  const own = await idOf(parent);
  const fields = { price: 30, currency: 'USD' };
  await call('catalog.price.update', { id: await idOf(offers[1]), fields });
  expect(await shown(parent)).toEqual(['1: 20 USD']);
  expect(await idOf(parent)).toBe(own);
  const prices = [{ catalogGroupId: 2, price: 7, currency: 'USD' }];
  await call('catalog.price.modify', { fields: { product: { id: offers[0], prices } } });
  expect(await shown(parent)).toEqual(['1: 30 USD', '2: 7 USD']);
  await call('catalog.price.delete', { id: await idOf(offers[0]) });
  await call('catalog.price.delete', { id: await idOf(offers[1]) });
  expect(await shown(parent)).toEqual([]);
});

it('follows the price that the REST API sets', async () => {
  const { call, shown, parent, offers } = await family(20, 10);
  const { result } = await call('apiV1.product.get', { id: offers[1] });
  const fields = { ...result, category_id: 13, cost_price: 1, price: 15 };
  expect((await call('apiV1.product.update', { id: offers[1], fields })).status).toBe(200);
  expect(await shown(parent)).toEqual(['1: 15 USD']);
});

it('counts what a single piece costs', async () => {
  const { addPrice, shown, rows, parent, offers } = await family(undefined);
  await addPrice(offers[0], 4, { quantityFrom: 11 });
  expect(await shown(parent)).toEqual([]);
  await addPrice(offers[0], 5, { quantityFrom: 1, quantityTo: 10 });
  expect(await rows(parent)).toMatchObject([{ price: 5, quantityFrom: null, quantityTo: null }]);
});

it('follows a variation that joins, moves, leaves or is deleted', async () => {
  const portal = await family(20, 10);
  const { call, shown, parent, offers } = portal;
  const other = await addProduct(portal, 'sku');
  const move = (id: number, parentId: unknown) =>
    call('catalog.product.offer.update', { id, fields: { parentId } });
  await move(offers[1], other.id);
  expect([await shown(parent), await shown(other.id)]).toEqual([['1: 20 USD'], ['1: 10 USD']]);
  await move(offers[1], '');
  expect([await shown(parent), await shown(other.id)]).toEqual([['1: 20 USD'], []]);
  await move(offers[1], { value: parent });
  expect(await shown(parent)).toEqual(['1: 10 USD']);
  await call('catalog.product.offer.delete', { id: offers[1] });
  expect(await shown(parent)).toEqual(['1: 20 USD']);
  await call('catalog.product.offer.delete', { id: offers[0] });
  expect(await shown(parent)).toEqual([]);
});

it('a product loses its own price when it becomes a parent, as on a portal', async () => {
  const portal = await priced();
  await portal.addPrice(1, 50);
  await portal.addPrice(1, 40, { catalogGroupId: 2 });
  const offer = await addProduct(portal, 'offer', { parentId: 1 });
  expect(await portal.shown(1)).toEqual([]);
  await portal.addPrice(offer.id, 45);
  expect(await portal.shown(1)).toEqual(['1: 45 USD']);
});

it('a parent keeps its price while a variation changes in other ways', async () => {
  const { addPrice, call, shown, parent, offers } = await family(20);
  await addPrice(parent, 3, { catalogGroupId: 2 });
  await call('catalog.product.offer.update', { id: offers[0], fields: { name: 'Renamed' } });
  expect(await shown(parent)).toEqual(['1: 20 USD', '2: 3 USD']);
});

it('tells of the prices of a parent where they change, and only there', async () => {
  const portal = await family(20, 10);
  const { addPrice, call, parent, offers, idOf } = portal;
  const events = await listenTo(portal, 'PRICE');
  const [first, second, own] = [await idOf(offers[0]), await idOf(offers[1]), await idOf(parent)];
  const update = (id: number, price: number) =>
    call('catalog.price.update', { id, fields: { price, currency: 'USD' } });
  await update(first, 21);
  expect(await events()).toEqual([`UPDATE ${first}`]);
  await update(second, 11);
  expect(await events()).toEqual([`UPDATE ${second}`, `UPDATE ${own}`]);
  const { id } = await addPrice(offers[0], 5, { catalogGroupId: 2 });
  expect(await events()).toEqual([`ADD ${id}`, `ADD ${id + 1}`]);
  await call('catalog.price.delete', { id });
  expect(await events()).toEqual([`DELETE ${id}`, `DELETE ${id + 1}`]);
});

it('changes the time of the parent with its price', async () => {
  const clock = { now: 1_750_000_000_000 };
  const portal = await priced('documented', () => clock.now);
  const parent = await addProduct(portal, 'sku');
  const offer = await addProduct(portal, 'offer', { parentId: parent.id });
  const time = async () => {
    const { result } = await portal.as(1)('catalog.product.get', { id: parent.id });
    return Date.parse(result.product.timestampX) - 1_750_000_000_000;
  };
  clock.now += 1000;
  await portal.addPrice(offer.id, 10);
  expect(await time()).toBe(1000);
  clock.now += 1000;
  await portal.addPrice(offer.id, 10, { catalogGroupId: 2, quantityFrom: 5 });
  expect(await time()).toBe(1000);
});
