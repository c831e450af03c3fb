import { expect, it } from 'vitest';
import { OFFERS, PRODUCTS, secrets } from '../portal.ts';
import { apiV1Shop, idsOf, notFound, SOFA, sofa } from './apiV1Shop.ts';

const NOW = Date.parse('2024-01-15T10:30:00.750');
const path = '/api/v1/products';

const stored = {
  id: 103,
  ...sofa,
  created_at: '2024-01-15T10:30:00',
  product_dimension_id: null,
  product_inventory_id: null,
  image_ids: [],
};

const shop = () => apiV1Shop({ now: () => NOW });

/** What the base price of a product looks like in its table. */
const prices = async ({ store }: Awaited<ReturnType<typeof shop>>, productId: number) =>
  store.reader.query
    .selectFrom('price')
    .select(['catalogGroupId', 'price', 'currency', 'priceScale'])
    .where('productId', '=', productId)
    .execute();

it('adds a product to the product catalog', async () => {
  const made = await shop();
  const { api, as } = made;
  const added = await api.post(path).send({ ...sofa, id: 7, image_ids: [1], created_at: 'x' });
  expect([added.status, added.headers.location]).toEqual([201, '/api/v1/products/103']);
  expect(added.text).toBe(JSON.stringify(stored));
  expect((await api.get(`${path}/103`)).body).toEqual(stored);

  const { product } = (await as(1)('catalog.product.get', { id: 103 })).result;
  expect(product).toMatchObject({
    iblockId: PRODUCTS,
    type: 1,
    name: 'Sofa',
    detailText: 'Three seats',
    xmlId: 'SOFA-1',
    iblockSectionId: 13,
    purchasingPrice: '250.000000',
    purchasingCurrency: 'USD',
    weight: 42500,
    active: 'Y',
  });
  expect(await prices(made, 103)).toEqual([
    { catalogGroupId: 1, price: 499.5, currency: 'USD', priceScale: 499.5 },
  ]);
});

it('shows the products of the other protocol, null for what they lack', async () => {
  const { api, as } = await shop();
  const { id } = (
    await as(1)('catalog.product.add', {
      fields: { iblockId: OFFERS, name: 'Red sofa', active: 'N' },
    })
  ).result.element;
  expect((await api.get(`${path}/${id}`)).body).toEqual({
    ...stored,
    id,
    name: 'Red sofa',
    description: '',
    sku: String(id),
    category_id: null,
    price: null,
    cost_price: null,
    weight_kg: 0,
    is_active: false,
  });
  const all = (await api.get(path)).body;
  expect(idsOf(all)).toEqual([SOFA, 102, id]);
});

it('pages', async () => {
  const { api } = await shop();
  for (let n = 1; n <= 10; n++) await api.post(path).send({ ...sofa, sku: `S${n}` });
  const ids = async (query: string) => idsOf((await api.get(`${path}/pagination${query}`)).body);
  expect(await ids('')).toEqual([101, 102, 103, 104, 105, 106, 107, 108, 109, 110]);
  expect(await ids('?page=1')).toEqual([111, 112]);
  expect(await ids('?page=2&pageSize=5')).toEqual([111, 112]);
  expect(await ids('?page=3&pageSize=5')).toEqual([]);
  expect((await api.get(path)).body).toHaveLength(12);
});

it('replaces a product', async () => {
  const made = await shop();
  const { api, as } = made;
  await api.post(path).send({ ...sofa, product_dimension_id: 3, product_inventory_id: 4 });
  await as(1)('catalog.product.update', { id: 103, fields: { previewText: 'Short', sort: 7 } });
  const change = {
    name: 'Couch',
    description: '',
    sku: 'COUCH',
    category_id: 14,
    price: 0,
    cost_price: 0.1,
    weight_kg: 1.005,
    is_active: false,
    product_inventory_id: 5,
  };
  const put = await api.put(`${path}/103`).send(change);
  const expected = { ...stored, ...change };
  expect([put.status, put.body]).toEqual([200, expected]);
  expect((await api.get(`${path}/103`)).body).toEqual(expected);
  expect(await prices(made, 103)).toMatchObject([{ price: 0, priceScale: 0 }]);
  expect((await as(1)('catalog.product.get', { id: 103 })).result.product).toMatchObject({
    previewText: 'Short',
    sort: 7,
    weight: 1005,
    active: 'N',
  });
  expect((await api.put(`${path}/103`).send(put.body)).body).toEqual(expected);
});

it('keeps what it shows of amounts in another currency', async () => {
  const made = await shop();
  const { api, as, store } = made;
  await api.post(path).send(sofa);
  await store.write(async ({ query }) => {
    await query
      .updateTable('price')
      .set({ price: 100, currency: 'EUR', priceScale: 111 })
      .execute();
    const euros = { purchasingPrice: 10, purchasingCurrency: 'EUR' };
    await query.updateTable('product').set(euros).where('id', '=', 103).execute();
  });
  const { body } = await api.get(`${path}/103`);
  expect(body).toMatchObject({ price: 111, cost_price: 11 });
  expect((await api.put(`${path}/103`).send({ ...body, name: 'Same' })).body).toMatchObject({
    price: 111,
    cost_price: 11,
  });
  expect(await prices(made, 103)).toMatchObject([{ price: 100, currency: 'EUR' }]);
  const { product } = (await as(1)('catalog.product.get', { id: 103 })).result;
  expect(product).toMatchObject({ purchasingPrice: '10.000000', purchasingCurrency: 'EUR' });
  await api.put(`${path}/103`).send({ ...body, price: 120, cost_price: 12 });
  expect(await prices(made, 103)).toEqual([
    { catalogGroupId: 1, price: 120, currency: 'USD', priceScale: 120 },
  ]);
  expect((await api.get(`${path}/103`)).body).toMatchObject({ price: 120, cost_price: 12 });
});

it('deletes a product with its images, prices and variations', async () => {
  const made = await shop();
  const { api, addImage, as } = made;
  await api.post(path).send(sofa);
  await addImage({ productId: 103, displayOrder: 2 });
  await addImage({ productId: 103, displayOrder: 1 });
  await addImage({ productId: 102 });
  const fields = { iblockId: OFFERS, name: 'Red', parentId: 103 };
  const variation = (await as(1)('catalog.product.offer.add', { fields })).result.offer.id;
  expect((await api.get(`${path}/103`)).body.image_ids).toEqual([2, 1]);

  const deleted = await api.delete(`${path}/103`);
  expect([deleted.status, deleted.text]).toEqual([204, '']);
  for (const id of [103, variation]) {
    const gone = await api.get(`${path}/${id}`);
    expect([gone.status, gone.body]).toEqual([404, notFound(`Product not found with id: ${id}`)]);
  }
  expect((await api.get('/api/v1/product-images')).body).toMatchObject([{ id: 3 }]);
  expect(await prices(made, 103)).toEqual([]);
  expect((await api.delete(`${path}/103`)).body).toEqual(
    notFound('Product not found with id: 103'),
  );
  expect((await api.put(`${path}/103`).send(sofa)).body).toEqual(
    notFound('Product not found with id: 103'),
  );
});

it('asks a caller for the rights of each call', async () => {
  const { api } = await shop();
  const { body } = await api.post(path).send(sofa);
  const as = (secret: string) => ({ Authorization: `Bearer ${secret}` });
  const forbidden = { status: 403, error: 'Forbidden', message: 'Access Denied' };
  const put = (change: object) =>
    api
      .put(`${path}/103`)
      .set(as(secrets.manager))
      .send({ ...body, ...change });

  expect((await put({ name: 'Couch' })).body).toEqual({ ...body, name: 'Couch' });
  expect((await put({ price: 1 })).body).toEqual(forbidden);
  expect((await put({ name: 'Chair', price: 1 })).body).toEqual(forbidden);
  expect((await api.get(`${path}/103`)).body).toEqual({ ...body, name: 'Couch' });
  const added = await api
    .post(path)
    .set(as(secrets.manager))
    .send({ ...sofa, sku: 'X' });
  expect([added.status, added.body]).toEqual([403, forbidden]);
  expect((await api.delete(`${path}/103`).set(as(secrets.manager))).status).toBe(204);
  const reader = await api
    .put(`${path}/101`)
    .set(as(secrets.reader))
    .send({ ...sofa, sku: 'Y' });
  expect([reader.status, reader.body]).toEqual([403, forbidden]);
  expect((await api.get(path)).body).toHaveLength(2);
});
