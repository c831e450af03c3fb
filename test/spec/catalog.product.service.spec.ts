import { describe, expect, it } from 'vitest';
import { PRODUCTS, testPortal } from '../portal.ts';
import { addProduct, faces } from './_given.ts';

describe('catalog.product.service.add', () => {
  it.each([
    [undefined, 'N'],
    ['N', 'N'],
    ['Y', 'Y'],
    ['yes', 'N'],
  ])('with available %j answers %s', async (available, answered) => {
    const portal = await testPortal({ profile: 'live' });
    const service = await addProduct(portal, 'service', { available });
    expect(service).toMatchObject({
      type: 7,
      available: answered,
      iblockId: PRODUCTS,
      measure: null,
    });
  });

  it.each(['quantity', 'quantityTrace', 'canBuyZero', 'weight', 'purchasingPrice', 'parentId'])(
    'neither takes nor answers %s',
    async (field) => {
      const portal = await testPortal({ profile: 'live' });
      expect(Object.keys(await addProduct(portal, 'service', { [field]: 5 }))).not.toContain(field);
    },
  );
});

describe('catalog.product.service.get', () => {
  it.each(faces)('answers a $name only when it is a service', async ({ name }) => {
    const portal = await testPortal();
    const added = await addProduct(portal, name);
    const { status, result } = await portal.as(2)('catalog.product.service.get', { id: added.id });
    expect(status).toBe(200);
    expect(result).toEqual({ service: name === 'service' ? added : [] });
  });
});

describe('catalog.product.service.update', () => {
  it('changes whether it can be bought', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal, 'service');
    const update = (available: string) =>
      portal.as(3)('catalog.product.service.update', { id, fields: { available } });
    expect((await update('Y')).result.service.available).toBe('Y');
    expect((await update('maybe')).result.service.available).toBe('Y');
    expect((await update('N')).result.service.available).toBe('N');
  });

  it('does not change whether another element can be bought', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal);
    const { id: variation } = await addProduct(portal, 'offer', { parentId: id });
    const fields = { available: 'N' };
    expect((await portal.as(3)('catalog.product.service.update', { id, fields })).status).toBe(200);
    const seen = async (one: number) =>
      (await portal.as(2)('catalog.product.get', { id: one })).result.product.available;
    expect([await seen(id), await seen(variation)]).toEqual(['Y', 'Y']);
  });
});

describe('catalog.product.service.delete', () => {
  it('answers true, once', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal, 'service');
    const remove = () => portal.as(3)('catalog.product.service.delete', { id });
    expect(await remove()).toMatchObject({ status: 200, result: true });
    expect(await remove()).toMatchObject({ status: 400, error: 0 });
  });
});

describe('catalog.product.service.list', () => {
  it('lists type 7 under services', async () => {
    const portal = await testPortal();
    await addProduct(portal);
    const { id } = await addProduct(portal, 'service');
    const { result, total } = await portal.as(2)('catalog.product.service.list', {
      select: ['id', 'iblockId', 'type', 'quantity'],
      filter: { iblockId: PRODUCTS },
    });
    expect(result).toEqual({ services: [{ iblockId: PRODUCTS, id, type: 7 }] });
    expect(total).toBe(1);
  });
});
