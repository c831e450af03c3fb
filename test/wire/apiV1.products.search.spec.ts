import { expect, it } from 'vitest';
import { apiV1Shop, notFound, sofa } from './apiV1Shop.ts';

const path = '/api/v1/products';
const namesOf = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);

it('finds by article, exactly', async () => {
  const { api } = await apiV1Shop();
  const sku = 'A/1 %_"\'Ж';
  await api.post(path).send({ ...sofa, sku });
  const find = (text: string) => api.get(`${path}/search/sku/${encodeURIComponent(text)}`);
  expect((await find(sku)).body).toMatchObject({ ...sofa, id: 103, sku });
  for (const other of ['A', 'a/1 %_"\'Ж', 'A/1 %%"\'Ж']) {
    const answer = await find(other);
    expect([answer.status, answer.body]).toEqual([
      404,
      notFound(`Product not found with sku: ${other}`),
    ]);
  }
});

it('finds by a part of the name, in any case and alphabet', async () => {
  const { api } = await apiV1Shop();
  const names = [
    'Большой ДИВАН',
    'Диванчик',
    'Chaise longue 100%',
    'under_score',
    'ÉTAGÈRE',
    'back\\slash',
  ];
  for (const name of names) await api.post(path).send({ ...sofa, name, sku: name });
  const find = async (part: string) =>
    namesOf((await api.get(`${path}/search/name/${encodeURIComponent(part)}`)).body);
  expect(await find('диван')).toEqual(['Большой ДИВАН', 'Диванчик']);
  expect(await find('SOF')).toEqual(['Sofa']);
  expect(await find('g')).toEqual(['Chaise longue 100%', 'ÉTAGÈRE']);
  expect(await find('étag')).toEqual(['ÉTAGÈRE']);
  expect(await find('%')).toEqual(['Chaise longue 100%']);
  expect(await find('_')).toEqual(['under_score']);
  expect(await find('\\')).toEqual(['back\\slash']);
  expect(await find('nothing')).toEqual([]);
});
