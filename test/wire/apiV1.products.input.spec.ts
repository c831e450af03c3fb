import { expect, it } from 'vitest';
import { apiV1Shop, invalid, sofa } from './apiV1Shop.ts';

const path = '/api/v1/products';
const amount = 'must be a number from 0 to 999999999999';
const reference = 'must be a positive integer';
const shortText = 'must be a text of at most 255 characters';

it('lists every required field that is missing', async () => {
  const { api } = await apiV1Shop();
  const missing = invalid(
    ['name', 'Name is required'],
    ['description', 'Description is required'],
    ['sku', 'SKU is required'],
    ['category_id', 'Category ID is required'],
    ['price', 'Price is required'],
    ['cost_price', 'Cost price is required'],
    ['weight_kg', 'Weight is required'],
    ['is_active', 'Is active is required'],
  );
  const nulls = Object.fromEntries(Object.keys(sofa).map((name) => [name, null]));
  for (const body of [{}, nulls]) {
    const posted = await api.post(path).send(body);
    expect([posted.status, posted.body]).toEqual([400, missing]);
  }
  const added = await api.post(path).send(sofa);
  expect((await api.put(`${path}/103`).send({})).body).toEqual(missing);
  expect((await api.get(`${path}/103`)).body).toEqual(added.body);
});

it.each([
  [{ name: '' }, 'name', 'Name is required'],
  [{ name: ' \t' }, 'name', 'Name is required'],
  [{ name: 5 }, 'name', `Name ${shortText}`],
  [{ name: ['a'] }, 'name', `Name ${shortText}`],
  [{ name: 'a'.repeat(256) }, 'name', `Name ${shortText}`],
  [{ name: 'a\0' }, 'name', `Name ${shortText}`],
  [{ name: '\ud83d' }, 'name', `Name ${shortText}`],
  [{ description: 1 }, 'description', 'Description must be a text of at most 65535 characters'],
  [
    { description: 'a'.repeat(65_536) },
    'description',
    'Description must be a text of at most 65535 characters',
  ],
  [{ sku: 17 }, 'sku', `SKU ${shortText}`],
  [{ sku: 'a\0' }, 'sku', `SKU ${shortText}`],
  [{ category_id: '13' }, 'category_id', `Category ID ${reference}`],
  [{ category_id: 0 }, 'category_id', `Category ID ${reference}`],
  [{ category_id: 9999 }, 'category_id', 'Category not found with id: 9999'],
  [
    { category_id: Number.MAX_SAFE_INTEGER },
    'category_id',
    `Category not found with id: ${Number.MAX_SAFE_INTEGER}`,
  ],
  [{ price: '1' }, 'price', `Price ${amount}`],
  [{ price: -0.01 }, 'price', `Price ${amount}`],
  [{ price: 1e99 }, 'price', `Price ${amount}`],
  [{ price: { amount: 1 } }, 'price', `Price ${amount}`],
  [{ cost_price: true }, 'cost_price', `Cost price ${amount}`],
  [{ weight_kg: 1_000_001 }, 'weight_kg', 'Weight must be a number from 0 to 1000000'],
  [{ is_active: 'Y' }, 'is_active', 'Is active must be true or false'],
  [{ is_active: 1 }, 'is_active', 'Is active must be true or false'],
  [{ product_dimension_id: 1.5 }, 'product_dimension_id', `Product dimension ID ${reference}`],
  [{ product_inventory_id: 'a' }, 'product_inventory_id', `Product inventory ID ${reference}`],
  [JSON.parse('{"__proto__":{"name":"x"}}'), '__proto__', '__proto__ is not a field'],
])('refuses %j', async (change, field, message) => {
  const { api } = await apiV1Shop();
  const text = JSON.stringify(
    Object.fromEntries([...Object.entries(sofa), ...Object.entries(change as object)]),
  );
  const answer = await api.post(path).type('json').send(text);
  expect([answer.status, answer.body]).toEqual([400, invalid([field, message])]);
  expect((await api.get(path)).body).toHaveLength(2);
});

it.each(['1e400', '-1e400'])('refuses %s, which no number holds', async (number) => {
  const { api } = await apiV1Shop();
  const text = JSON.stringify(sofa).replace('499.5', number);
  const answer = await api.post(path).type('json').send(text);
  expect([answer.status, answer.body]).toEqual([400, invalid(['price', `Price ${amount}`])]);
});

it('refuses an article that another product has', async () => {
  const { api, as } = await apiV1Shop();
  await api.post(path).send(sofa);
  const clash = {
    status: 409,
    error: 'Conflict',
    message: 'Product already exists with sku: SOFA-1',
  };
  const again = await api.post(path).send(sofa);
  expect([again.status, again.body]).toEqual([409, clash]);
  expect((await api.get(path)).body).toHaveLength(3);

  await api.post(path).send({ ...sofa, sku: 'OTHER' });
  expect((await api.put(`${path}/104`).send(sofa)).body).toEqual(clash);
  expect((await api.put(`${path}/103`).send({ ...sofa, name: 'Same article' })).status).toBe(200);

  // the other protocol allows it; then such a product can still be changed
  await as(1)('catalog.product.update', { id: 104, fields: { xmlId: 'SOFA-1' } });
  expect((await api.put(`${path}/104`).send(sofa)).status).toBe(200);
  expect((await api.get(`${path}/search/sku/SOFA-1`)).body.id).toBe(103);
});

it.each(['sku', 'name'])('refuses a NUL in a search by %s', async (by) => {
  const { api } = await apiV1Shop();
  const answer = await api.get(`${path}/search/${by}/a%00`);
  const message =
    by === 'sku' ? 'SKU must be a text' : 'Name must be a text of at most 255 characters';
  expect([answer.status, answer.body]).toEqual([400, invalid([by, message])]);
});

it('refuses a search by a very long name', async () => {
  const { api } = await apiV1Shop();
  const answer = await api.get(`${path}/search/name/${'a'.repeat(256)}`);
  expect(answer.body).toEqual(invalid(['name', 'Name must be a text of at most 255 characters']));
});
