import { describe, expect, it } from 'vitest';
import { PRODUCTS, testPortal } from '../portal.ts';
import { addProduct, faces } from './_given.ts';

describe('catalog.product.sku.add', () => {
  it('stores a parent without variations, which cannot be bought', async () => {
    const portal = await testPortal({ profile: 'live' });
    const sku = await addProduct(portal, 'sku', { quantity: 10, canBuyZero: 'Y' });
    expect(sku).toMatchObject({
      type: 6,
      available: 'N',
      canBuyZero: 'N',
      quantity: null,
      iblockId: PRODUCTS,
    });
    expect(Object.keys(sku)).not.toContain('quantityTrace');
    expect(Object.keys(sku)).not.toContain('parentId');
  });
});

describe('catalog.product.sku.get', () => {
  it.each(faces)('answers a $name only when it is a parent', async ({ name }) => {
    const portal = await testPortal();
    const added = await addProduct(portal, name);
    const { status, result } = await portal.as(3)('catalog.product.sku.get', { id: added.id });
    expect(status).toBe(200);
    expect(result).toEqual({ sku: name === 'sku' ? added : [] });
  });
});

describe('catalog.product.sku.update', () => {
  it('changes a parent, and leaves its type', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal, 'sku');
    const { result } = await portal.as(3)('catalog.product.sku.update', {
      id,
      fields: { name: 'Sofas', type: 1 },
    });
    expect(result.sku).toMatchObject({ id, name: 'Sofas', type: 6 });
  });

  it('works on any product of its catalog, as a portal does', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal);
    const { result } = await portal.as(1)('catalog.product.sku.update', {
      id,
      fields: { name: 'Stool' },
    });
    expect(result.sku).toMatchObject({ name: 'Stool', type: 1 });
  });
});

describe('catalog.product.sku.delete', () => {
  it('takes the variations along', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal, 'sku');
    const offer = await addProduct(portal, 'offer', { parentId: id });
    expect(await portal.as(3)('catalog.product.sku.delete', { id })).toMatchObject({
      status: 200,
      result: true,
    });
    expect(await portal.as(1)('catalog.product.get', { id: offer.id })).toMatchObject({
      status: 400,
      error_description: 'product does not exist.',
    });
  });
});

describe('catalog.product.sku.list', () => {
  it('lists types 3 and 6 under units', async () => {
    const portal = await testPortal();
    const empty = await addProduct(portal, 'sku');
    const parent = await addProduct(portal, 'product');
    await addProduct(portal, 'service');
    await addProduct(portal, 'product');
    await addProduct(portal, 'offer', { parentId: parent.id });
    const { result, total } = await portal.as(2)('catalog.product.sku.list', {
      select: ['id', 'iblockId', 'type'],
      filter: { iblockId: PRODUCTS },
    });
    expect(result).toEqual({
      units: [
        { iblockId: PRODUCTS, id: empty.id, type: 6 },
        { iblockId: PRODUCTS, id: parent.id, type: 3 },
      ],
    });
    expect(total).toBe(2);
  });
});
