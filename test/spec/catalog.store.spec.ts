import { describe, expect, it } from 'vitest';
import { isoTime } from '../../src/core/wire/time.ts';
import { BLUE_PNG, PNG } from '../images/fixtures.ts';
import { testPortal } from '../portal.ts';
import { describeCrud } from './_crud.ts';
import { addProduct, hashOf, profiles, refused } from './_given.ts';
import { putStock, stockOf, switchInventory } from './_stock.ts';

const now = isoTime(1_750_000_000);

describeCrud({
  entity: 'catalog.store',
  name: 'store',
  plural: 'stores',
  fields: { address: 'Main St. 52', title: 'Inventory 1', gpsN: '54.71411', sort: '7' },
  row: {
    active: 'Y',
    address: 'Main St. 52',
    code: null,
    dateCreate: now,
    dateModify: now,
    description: null,
    email: null,
    gpsN: 54.71411,
    gpsS: null,
    imageId: null,
    issuingCenter: 'N',
    modifiedBy: 1,
    phone: null,
    schedule: null,
    sort: 7,
    title: 'Inventory 1',
    userId: 1,
    xmlId: null,
  },
  change: {
    address: 'Flowers Ave. 52',
    active: 'N',
    phone: '+1',
    userId: 3,
    dateCreate: '2001-01-01',
  },
  changed: { address: 'Flowers Ave. 52', active: 'N', phone: '+1' },
  required: ['address'],
  codes: { missing: '201100000000', read: '200040300010', write: '200040300020' },
});

describe('catalog.store, its own rules', () => {
  it.each([
    [{ address: '' }, 'The field "address" must not be empty'],
    [{ address: null }, 'The field "address" must not be empty'],
    [{ address: 'a'.repeat(246) }, 'The field "address" has at most 245 characters'],
    [{ title: 'a'.repeat(76) }, 'The field "title" has at most 75 characters'],
    [{ title: ['a'] }, 'Wrong format of field "title".'],
    [{ title: 'a\0b' }, 'Wrong format of field "title".'],
  ])('update refuses %j', async (fields, message) => {
    const { as } = await testPortal();
    const before = (await as(1)('catalog.store.get', { id: 1 })).result;
    expect(await as(1)('catalog.store.update', { id: 1, fields })).toEqual(
      refused('documented', '0', message),
    );
    expect((await as(1)('catalog.store.get', { id: 1 })).result).toEqual(before);
  });

  it.each([
    [{ gpsN: '9'.repeat(40) }, 'The field "gpsN" must be from -90 to 90'],
    [{ gpsS: -180.5 }, 'The field "gpsS" must be from -180 to 180'],
  ])('update refuses the place %j', async (fields, message) => {
    const { as } = await testPortal();
    expect(await as(1)('catalog.store.update', { id: 1, fields })).toEqual(
      refused('documented', 'ERROR_CORE', message),
    );
  });

  it('takes texts that fill their columns', async () => {
    const { as } = await testPortal();
    const fields = { address: 'a'.repeat(245), title: 'b'.repeat(75), gpsN: '-12.34567890123' };
    const { result } = await as(1)('catalog.store.update', { id: 1, fields });
    expect(result.store).toMatchObject({ ...fields, gpsN: -12.34567890123 });
  });

  it('signs with the caller, whoever the fields name', async () => {
    const { as, userWith } = await testPortal();
    const user = await userWith('store.modify', 'store.view');
    const fields = { address: 'A', userId: 1, modifiedBy: 1, dateCreate: '2001-01-01T00:00:00' };
    const { result } = await as(user)('catalog.store.add', { fields });
    expect(result.store).toMatchObject({ userId: user, modifiedBy: user });
    expect(result.store.dateCreate).not.toMatch(/^2001/);
  });
});

describe('the picture of a store', () => {
  const withPicture = { address: 'A', imageId: { fileData: ['a.png', PNG] } };

  it('is stored, served at its address, replaced and removed', async () => {
    const portal = await testPortal();
    const call = portal.as(1);
    const { store } = (await call('catalog.store.add', { fields: withPicture })).result;
    expect(store.imageId).toEqual({
      id: expect.any(Number),
      url: expect.stringMatching(/^\/upload\/iblock\/(...)\/\1.{29}\/a\.png$/),
    });
    const [folder, name] = store.imageId.url.split('/').slice(-2);
    const file = await portal.raw(await portal.callerOf(1), 'apiV1.file.get', { folder, name });
    expect(file.kind).toBe('file');
    expect(await portal.storedHashes()).toEqual([hashOf(PNG)]);
    const { result } = await call('catalog.store.list', { select: ['imageId', 'id'] });
    expect(result.stores).toEqual([
      { id: 1, imageId: null },
      { id: store.id, imageId: store.imageId },
    ]);

    const { id } = store;
    const change = { fileData: ['b.png', BLUE_PNG] };
    const changed = await call('catalog.store.update', { id, fields: { imageId: change } });
    expect(changed.result.store.imageId.url).toMatch(/b\.png$/);
    expect(await portal.storedHashes()).toEqual([hashOf(BLUE_PNG)]);

    const kept = await call('catalog.store.update', { id, fields: { title: 'T' } });
    expect(kept.result.store.imageId).toEqual(changed.result.store.imageId);

    const removed = await call('catalog.store.update', {
      id,
      fields: { imageId: { remove: 'Y' } },
    });
    expect(removed.result.store.imageId).toBeNull();
    expect(await portal.storedHashes()).toEqual([]);
  });

  it('goes with its store', async () => {
    const portal = await testPortal();
    const { store } = (await portal.as(1)('catalog.store.add', { fields: withPicture })).result;
    expect((await portal.as(1)('catalog.store.delete', { id: store.id })).result).toBe(true);
    expect(await portal.storedHashes()).toEqual([]);
  });

  it('that is no image leaves nothing', async () => {
    const portal = await testPortal();
    const fields = { address: 'A', imageId: { fileData: ['a.png', btoa('no image')] } };
    expect(await portal.as(1)('catalog.store.add', { fields })).toEqual(
      refused('documented', '0', 'The file is not an image'),
    );
    expect((await portal.as(1)('catalog.store.list')).total).toBe(1);
    expect(await portal.storedHashes()).toEqual([]);
  });
});

describe('rights to a store', () => {
  it.each(profiles)('show and change those that were given, or made, %s', async (profile) => {
    const { as, userWith } = await testPortal({ profile });
    const user = as(await userWith('store.view', 'store.modify'));
    const own = (await user('catalog.store.add', { fields: { address: 'Own' } })).result.store;
    const ids = (await user('catalog.store.list', { select: ['id'] })).result.stores;
    expect(ids).toEqual([{ id: own.id }]);
    expect(await user('catalog.store.get', { id: 1 })).toEqual(
      refused(profile, '200040300010', 'Access Denied'),
    );
    for (const verb of ['update', 'delete']) {
      expect(await user(`catalog.store.${verb}`, { id: 1, fields: {} })).toEqual(
        refused(profile, '200040300020', 'Access Denied'),
      );
    }
    expect((await user('catalog.store.delete', { id: own.id })).result).toBe(true);

    const given = as(await userWith('store.view', 'store.select.1'));
    expect((await given('catalog.store.get', { id: 1 })).result.store.id).toBe(1);
    expect((await given('catalog.store.list')).total).toBe(1);
  });
});

describe('stock of a store', () => {
  it('counts while the store is active and inventory management is on', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal);
    const second = (await portal.as(1)('catalog.store.add', { fields: { address: 'B' } })).result
      .store;
    await switchInventory(portal, true);
    await putStock(portal, id, { 1: 3, [second.id]: 4 });
    const set = (active: string) =>
      portal.as(1)('catalog.store.update', { id: second.id, fields: { active } });
    await set('N');
    expect(await stockOf(portal, id)).toMatchObject({ quantity: 3, available: 'Y' });
    await portal.as(1)('catalog.store.update', { id: 1, fields: { active: 'N' } });
    expect(await stockOf(portal, id)).toMatchObject({ quantity: 0, available: 'N' });
    await set('Y');
    expect(await stockOf(portal, id)).toMatchObject({ quantity: 4, available: 'Y' });

    await portal.as(1)('catalog.store.delete', { id: second.id });
    expect(await stockOf(portal, id)).toMatchObject({ quantity: 0, available: 'N' });
    expect((await portal.as(1)('catalog.storeproduct.list')).total).toBe(1);
  });

  it('is left alone while it is off', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal, 'product', { quantity: 9 });
    await putStock(portal, id, { 1: 3 });
    await portal.as(1)('catalog.store.update', { id: 1, fields: { active: 'N' } });
    expect((await portal.as(1)('catalog.product.get', { id })).result.product.quantity).toBe(9);
  });

  it('keeps a store that a line of a document names', async () => {
    const portal = await testPortal();
    const call = portal.as(1);
    const fields = { docType: 'M', currency: 'USD', responsibleId: 1 };
    const { document } = (await call('catalog.document.add', { fields })).result;
    for (const end of ['storeFrom', 'storeTo']) {
      const line = { docId: document.id, elementId: 1, [end]: 1 };
      const { documentElement } = (await call('catalog.document.element.add', { fields: line }))
        .result;
      expect(await call('catalog.store.delete', { id: 1 })).toEqual(
        refused('documented', '0', 'The store is used in inventory documents'),
      );
      await call('catalog.document.element.delete', { id: documentElement.id });
    }
    expect((await call('catalog.store.delete', { id: 1 })).result).toBe(true);
  });
});
