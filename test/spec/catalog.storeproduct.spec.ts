import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { addProduct, profiles, refused } from './_given.ts';
import { putStock } from './_stock.ts';

const given = async (profile?: 'documented' | 'live') => {
  const portal = await testPortal(profile ? { profile } : {});
  const { id } = await addProduct(portal);
  await putStock(portal, id, { 1: 2.5 });
  return { ...portal, id };
};

describe('catalog.storeproduct.get', () => {
  it('reads the stock of a product in a store', async () => {
    const { as, id } = await given();
    const { result } = await as(2)('catalog.storeproduct.get', { id: 1 });
    expect(result).toEqual({
      storeProduct: { amount: 2.5, id: 1, productId: id, quantityReserved: null, storeId: 1 },
    });
  });

  it.each(profiles)('refuses an unknown id, %s', async (profile) => {
    const { as } = await given(profile);
    expect(await as(1)('catalog.storeproduct.get', { id: 9 })).toEqual(
      refused(profile, '', 'storeProduct does not exist.'),
    );
  });
});

describe('catalog.storeproduct.list', () => {
  it('lists by filter', async () => {
    const { as, id } = await given();
    const listed = (filter: object) => as(1)('catalog.storeproduct.list', { filter });
    expect((await listed({ productId: id, '>amount': 2 })).total).toBe(1);
    expect((await listed({ storeId: 2 })).total).toBe(0);
  });
});

describe('catalog.storeproduct.getFields', () => {
  it('calls every field read-only', async () => {
    const { as } = await testPortal();
    const { storeProduct } = (await as(2)('catalog.storeproduct.getFields')).result;
    expect(Object.keys(storeProduct)).toEqual([
      'amount',
      'id',
      'productId',
      'quantityReserved',
      'storeId',
    ]);
    for (const field of Object.values(storeProduct))
      expect(field).toMatchObject({ isReadOnly: true });
  });
});

describe('catalog.storeproduct', () => {
  it('goes with its product', async () => {
    const { as, id } = await given();
    await as(1)('catalog.product.delete', { id });
    expect((await as(1)('catalog.storeproduct.list')).total).toBe(0);
  });

  it.each(['get', 'getFields', 'list'])('%s is open to catalog or stores alone', async (verb) => {
    const { as, userWith } = await given();
    const call = (user: number) => as(user)(`catalog.storeproduct.${verb}`, { id: 1 });
    for (const right of ['catalog.read', 'store.view']) {
      expect((await call(await userWith(right))).status).toBe(200);
    }
    expect(await call(await userWith('vat.edit'))).toEqual(
      refused('documented', '200040300010', 'Access Denied'),
    );
  });

  it.each(['add', 'update', 'delete'])('has no %s', async (verb) => {
    const { as } = await given();
    expect((await as(1)(`catalog.storeproduct.${verb}`, { id: 1, fields: {} })).error).toBe(
      'ERROR_METHOD_NOT_FOUND',
    );
  });
});
