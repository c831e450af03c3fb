import { expect, it } from 'vitest';
import { OFFERS } from '../portal.ts';
import { apiV1Shop, SOFA, sofa, sofaImage } from './apiV1Shop.ts';

const read = ['catalog.read'];
const view = ['catalog.view'];
const edit = ['catalog.view', 'element.edit'];
const product = ['catalog.read', 'element.edit'];

type Row = [method: string, params: object, enough: string[], lacking: string[][]];

/** Each method, rights that are enough and rights that are not. */
const rows: Row[] = [
  ['apiV1.file.get', { folder: 'x', name: 'x' }, read, [[], ['element.edit']]],
  ['apiV1.productImage.get', { id: 1 }, read, [[], ['element.edit']]],
  ['apiV1.productImage.list', {}, view, [[], ['element.edit']]],
  ['apiV1.productImage.ofProduct', { productId: SOFA }, read, [[], ['element.edit']]],
  ['apiV1.productImage.ordered', { productId: SOFA }, read, [[], ['element.edit']]],
  ['apiV1.productImage.primary', { productId: SOFA }, read, [[], ['element.edit']]],
  ['apiV1.productImage.add', { fields: sofaImage }, edit, [read, view, product]],
  ['apiV1.productImage.update', { id: 1, fields: sofaImage }, edit, [read, view, product]],
  ['apiV1.productImage.patch', { id: 1, fields: {} }, edit, [read, view, product]],
  ['apiV1.productImage.reorder', { productId: SOFA, imageIds: [] }, edit, [read, view, product]],
  ['apiV1.productImage.delete', { id: 1 }, edit, [read, view, product]],
  ['apiV1.productImage.deleteAll', { productId: SOFA }, edit, [read, view, product]],
  ['apiV1.product.get', { id: SOFA }, read, [[], ['element.edit']]],
  ['apiV1.product.list', {}, ['price.edit'], [[], ['element.edit']]],
  ['apiV1.product.findByName', { name: 'a' }, read, [[], ['element.edit']]],
  ['apiV1.product.findBySku', { sku: 'GIVEN' }, read, [[], ['element.edit']]],
  [
    'apiV1.product.add',
    { fields: sofa },
    [...product, 'product.add', 'price.edit'],
    [
      ['element.edit', 'product.add'],
      ['catalog.read', 'product.add', 'price.edit'],
      [...product, 'price.edit'],
      [...product, 'product.add'],
    ],
  ],
  [
    'apiV1.product.update',
    { id: SOFA, fields: sofa },
    [...product, 'product.edit', 'price.edit'],
    [
      ['element.edit', 'product.edit'],
      ['catalog.read', 'product.edit', 'price.edit'],
      [...product, 'price.edit'],
      [...product, 'product.edit'],
    ],
  ],
  [
    'apiV1.product.delete',
    { id: SOFA },
    ['catalog.read', 'product.delete'],
    [read, ['product.delete']],
  ],
];

it('has a row for every method', async () => {
  const { portal } = await apiV1Shop();
  const names = portal.registry.all
    .map(({ name }) => name)
    .filter((name) => name.startsWith('apiV1.'));
  expect(rows.map(([name]) => name).sort()).toEqual(names.sort());
});

it.each(rows)('%s', async (method, params, enough, lacking) => {
  const { as, addImage, userWith, store, api } = await apiV1Shop();
  await addImage();
  const { id } = (
    await as(1)('catalog.product.add', { fields: { iblockId: OFFERS, name: 'a', xmlId: 'GIVEN' } })
  ).result.element;
  const state = async () => [
    (await api.get('/api/v1/product-images')).body,
    (await api.get('/api/v1/products')).body,
    await store.reader.query.selectFrom('price').selectAll().execute(),
  ];
  const before = await state();
  expect(before[1]).toHaveLength(3);
  expect(before[1][2].id).toBe(id);
  for (const rights of lacking) {
    const answer = await as(await userWith(...rights))(method, params);
    expect(answer, rights.join()).toMatchObject({
      status: 400,
      error_description: 'Access Denied',
    });
  }
  const scopeless = await as(1, [])(method, params);
  expect(scopeless).toMatchObject({ status: 403, error: 'insufficient_scope' });
  expect(await state()).toEqual(before);

  const done = await as(await userWith(...enough))(method, params);
  expect(done.error_description).toBe(method === 'apiV1.file.get' ? 'File not found' : undefined);
});
