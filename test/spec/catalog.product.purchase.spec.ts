import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { addProduct, faces } from './_given.ts';

const paid = { purchasingPrice: 7.5, purchasingCurrency: 'USD' };
const writer = ['catalog.read', 'element.edit', 'product.add', 'product.edit'];
const priced = faces.filter(({ name }) => name === 'product' || name === 'offer');

describe.each(priced)('what was paid for a $name', ({ name, entity, saved, plural, iblockId }) => {
  /** What users with and without the right are answered. */
  async function asked(method: string, params: object, pick: (result: never) => object) {
    const portal = await testPortal();
    await addProduct(portal, name, paid);
    await addProduct(portal, name, { purchasingPrice: 9, purchasingCurrency: 'USD' });
    const sees = portal.as(await portal.userWith(...writer, 'purchase.view'));
    const others = portal.as(await portal.userWith(...writer));
    return [
      pick((await sees(method, params)).result as never),
      pick((await others(method, params)).result as never),
    ] as const;
  }
  const select = ['id', 'iblockId', 'purchasingPrice', 'purchasingCurrency'];

  it.each([
    [`${entity}.get`, { id: 1 }, name],
    [`${entity}.update`, { id: 1, fields: { sort: 1 } }, saved],
    [`${entity}.add`, { fields: { iblockId, name: 'New', ...paid } }, saved],
  ])('%s answers to those who may know it', async (method, params, key) => {
    const [known, hidden] = await asked(method, params, (result) => result[key]);
    expect(known).toMatchObject({ purchasingPrice: '7.500000', purchasingCurrency: 'USD' });
    expect(Object.keys(hidden)).toEqual(
      Object.keys(known).filter((field) => !Object.hasOwn(paid, field)),
    );
  });

  it('the list leaves out for others, even where it is asked for', async () => {
    const params = { select, filter: { iblockId, id: 1 } };
    const [known, hidden] = await asked(`${entity}.list`, params, (result) => result[plural]);
    expect(known).toEqual([{ id: 1, iblockId, ...paid }]);
    expect(hidden).toEqual([{ id: 1, iblockId }]);
  });

  it('others can neither filter nor sort by', async () => {
    const params = {
      select: ['id', 'iblockId'],
      filter: { iblockId, '>=purchasingPrice': 8 },
      order: { purchasingPrice: 'desc' },
    };
    const [known, hidden] = await asked(`${entity}.list`, params, (result) => result[plural]);
    expect(known).toEqual([{ id: 2, iblockId }]);
    expect(hidden).toEqual([
      { id: 1, iblockId },
      { id: 2, iblockId },
    ]);
  });
});

it('REST 3.0 leaves it out too, and knows no such field in a filter or an order', async () => {
  const portal = await testPortal();
  for (const price of [1, 7])
    await addProduct(portal, 'product', { ...paid, purchasingPrice: price });
  const manager = await portal.userWith(...writer, 'product.delete');
  const call = async (user: number, verb: string, params: object) => {
    const caller = await portal.callerOf(user);
    const answer = await portal.portalV3.answer({
      name: `catalog.product.${verb}`,
      params: params as Record<string, unknown>,
      credentials: { kind: 'caller', caller },
      baseUrl: 'http://portal.test',
    });
    return answer.kind === 'json' ? { status: answer.status, ...answer.body } : answer;
  };
  const cheap = [['purchasingPrice', '<', 5]];
  const select = ['id', 'purchasingPrice'];
  expect(await call(1, 'list', { select, filter: cheap })).toMatchObject({
    result: { items: [{ id: 1, purchasingPrice: 1 }] },
  });
  expect(await call(manager, 'list', { select })).toMatchObject({
    result: { items: [{ id: 1 }, { id: 2 }] },
  });
  const refusal = {
    status: 400,
    error: {
      code: 'BITRIX_REST_V3_EXCEPTION_UNKNOWNDTOPROPERTYEXCEPTION',
      message: expect.stringContaining('Unknown field `purchasingPrice`'),
    },
  };
  const group = [{ logic: 'or', conditions: cheap }];
  for (const filter of [cheap, group, [{ ...group[0], negative: true }]]) {
    for (const name of ['list', 'update', 'delete']) {
      const params = { filter, ...(name === 'update' ? { fields: { name: 'Cheap' } } : {}) };
      expect(await call(manager, name, params), name).toMatchObject(refusal);
    }
  }
  expect(await call(manager, 'list', { order: { purchasingPrice: 'ASC' } })).toMatchObject(refusal);
  expect(await call(1, 'list', { select: ['name'] })).toMatchObject({
    result: { items: [{ name: 'A product' }, { name: 'A product' }] },
  });
});

it('the REST API shows null instead, and a change by those who do not see it keeps it', async () => {
  const portal = await testPortal();
  const id = (await addProduct(portal, 'product', { ...paid, iblockSectionId: 13 })).id;
  const other = await portal.userWith(...writer, 'price.edit');
  const { result: shown } = await portal.as(other)('apiV1.product.get', { id });
  expect(shown.cost_price).toBeNull();
  const fields = {
    ...shown,
    sku: 'A1',
    weight_kg: 1,
    price: 15,
    cost_price: 1,
    is_active: true,
  };
  const { status, error_description } = await portal.as(other)('apiV1.product.update', {
    id,
    fields,
  });
  expect([status, error_description]).toEqual([200, undefined]);
  expect((await portal.as(1)('apiV1.product.get', { id })).result.cost_price).toBe(7.5);
});
