import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { addProduct, refused } from './_given.ts';
import { addDocument, addStore, done, stockOf, stockRows, switchInventory } from './_stock.ts';

describe('switching inventory management', () => {
  it('on puts what no active store holds into the first active store', async () => {
    const portal = await testPortal();
    const first = await addStore(portal, { sort: 1 });
    await addStore(portal, { sort: 0, active: 'N' });
    const { id } = await addProduct(portal, 'product', { quantity: 5.5 });
    const sku = await addProduct(portal, 'sku');
    const offer = await addProduct(portal, 'offer', { parentId: sku.id, quantity: 2 });
    await addProduct(portal, 'service', { available: 'Y' });
    await switchInventory(portal, true);
    expect(await stockRows(portal)).toEqual({
      [`${id} ${first}`]: 5.5,
      [`${offer.id} ${first}`]: 2,
    });
    expect(await stockOf(portal, id)).toMatchObject({ quantity: 5.5, quantityTrace: 'Y' });
  });

  it('off lets quantities go, on again brings stock in line with them', async () => {
    const portal = await testPortal();
    const second = await addStore(portal);
    const { id } = await addProduct(portal, 'product', { quantity: 5 });
    await switchInventory(portal, true);
    const line = { elementId: id, storeFrom: 1, storeTo: second, amount: 4 };
    await done(portal, 'catalog.document.conduct', {
      id: await addDocument(portal, 'M', [line]),
    });
    await switchInventory(portal, false);
    expect(await stockOf(portal, id)).toMatchObject({ quantity: 5, quantityTrace: 'N' });
    await done(portal, 'catalog.product.update', { id, fields: { quantity: 3 } });
    await switchInventory(portal, true);
    expect(await stockRows(portal)).toEqual({ [`${id} 1`]: -1, [`${id} ${second}`]: 4 });
    expect(await stockOf(portal, id)).toMatchObject({ quantity: 3 });
  });

  it('on keeps stock to six decimals', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal, 'product', { quantity: 0.1 });
    await switchInventory(portal, true);
    await switchInventory(portal, false);
    await done(portal, 'catalog.product.update', { id, fields: { quantity: 0.3 } });
    await switchInventory(portal, true);
    expect(await stockRows(portal)).toEqual({ [`${id} 1`]: 0.3 });
  });

  it('on sells out what has no stock, and its parent', async () => {
    const portal = await testPortal();
    const sku = await addProduct(portal, 'sku');
    const offer = await addProduct(portal, 'offer', { parentId: sku.id });
    expect(await stockOf(portal, sku.id)).toMatchObject({ available: 'Y' });
    await switchInventory(portal, true);
    expect(await stockOf(portal, offer.id)).toMatchObject({ available: 'N' });
    expect(await stockOf(portal, sku.id)).toMatchObject({ available: 'N' });
    await switchInventory(portal, false);
    expect(await stockOf(portal, sku.id)).toMatchObject({ available: 'Y' });
  });

  it('on needs an active store where there is stock', async () => {
    const portal = await testPortal();
    await done(portal, 'catalog.store.update', { id: 1, fields: { active: 'N' } });
    await addProduct(portal, 'product', { quantity: 5 });
    await expect(switchInventory(portal, true)).rejects.toThrow(/no active store/);
    expect((await portal.as(1)('catalog.document.mode.status')).result).toBe('N');
  });

  it('twice is once', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal, 'product', { quantity: 5 });
    await switchInventory(portal, true);
    await switchInventory(portal, true);
    expect(await stockRows(portal)).toEqual({ [`${id} 1`]: 5 });
  });
});

describe('products while documents move stock', () => {
  const stock = {
    quantity: 9,
    quantityReserved: 1,
    quantityTrace: 'N',
    purchasingPrice: 5,
    purchasingCurrency: 'USD',
  };
  const untouched = {
    quantity: 0,
    available: 'N',
    quantityTrace: 'Y',
    purchasingPrice: null,
    purchasingCurrency: null,
  };

  it('drop their stock fields on add and update', async () => {
    const portal = await testPortal();
    await switchInventory(portal, true);
    const { id } = await addProduct(portal, 'product', stock);
    expect(await stockOf(portal, id)).toEqual(untouched);
    const { element } = await done(portal, 'catalog.product.update', {
      id,
      fields: { ...stock, name: 'Renamed' },
    });
    expect(element.name).toBe('Renamed');
    expect(await stockOf(portal, id)).toEqual(untouched);
  });

  it('find their stock again when they become goods again', async () => {
    const portal = await testPortal();
    await switchInventory(portal, true);
    const { id } = await addProduct(portal);
    const line = { elementId: id, storeTo: 1, amount: 3 };
    await done(portal, 'catalog.document.conduct', { id: await addDocument(portal, 'S', [line]) });
    const offer = await addProduct(portal, 'offer', { parentId: id });
    expect(await stockOf(portal, id)).toMatchObject({ quantity: 0 });
    await done(portal, 'catalog.product.offer.delete', { id: offer.id });
    expect(await stockOf(portal, id)).toMatchObject({ quantity: 3, available: 'Y' });

    const lone = await addProduct(portal, 'offer', { parentId: id });
    const second = { elementId: lone.id, storeTo: 1, amount: 2 };
    await done(portal, 'catalog.document.conduct', {
      id: await addDocument(portal, 'S', [second]),
    });
    const move = (parentId: number | null) =>
      done(portal, 'catalog.product.offer.update', { id: lone.id, fields: { parentId } });
    await move(null);
    expect(await stockOf(portal, lone.id)).toMatchObject({ quantity: 0, available: 'N' });
    await move(id);
    expect(await stockOf(portal, lone.id)).toMatchObject({ quantity: 2, available: 'Y' });
  });

  it('are not deleted while a line of a document names them or a variation', async () => {
    const portal = await testPortal();
    const sku = await addProduct(portal, 'sku');
    const offer = await addProduct(portal, 'offer', { parentId: sku.id });
    await addDocument(portal, 'S', [{ elementId: offer.id }]);
    await switchInventory(portal, true);
    for (const id of [offer.id, sku.id]) {
      expect(await portal.as(1)('catalog.product.delete', { id })).toEqual(
        refused('documented', 'ERROR_CORE', 'The product is used in inventory documents'),
      );
    }
    await switchInventory(portal, false);
    await done(portal, 'catalog.product.delete', { id: sku.id });
    expect((await portal.as(1)('catalog.document.element.list')).total).toBe(0);
    expect((await portal.as(1)('catalog.document.list')).total).toBe(1);
  });
});
