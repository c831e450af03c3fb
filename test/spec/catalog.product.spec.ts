import { describe, expect, it } from 'vitest';
import { BLUE_PNG, GIF, PNG } from '../images/fixtures.ts';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { addImage, addProduct, hashOf, ISO, refused } from './_given.ts';

const NOW = Date.UTC(2024, 4, 27, 8);
const now = () => NOW;

describe('catalog.product.add', () => {
  const defaults = {
    active: 'Y',
    available: 'Y',
    barcodeMulti: 'N',
    bundle: 'N',
    canBuyZero: 'N',
    code: null,
    createdBy: 3,
    dateActiveFrom: null,
    dateActiveTo: null,
    dateCreate: expect.stringMatching(ISO),
    detailPicture: null,
    detailText: null,
    detailTextType: 'text',
    height: null,
    iblockId: PRODUCTS,
    iblockSection: null,
    iblockSectionId: null,
    id: 1,
    length: null,
    measure: null,
    modifiedBy: 3,
    name: 'Chair',
    previewPicture: null,
    previewText: null,
    previewTextType: 'text',
    property1: null,
    purchasingCurrency: null,
    purchasingPrice: null,
    quantity: null,
    quantityReserved: null,
    quantityTrace: 'N',
    recurSchemeLength: null,
    recurSchemeType: 'D',
    sort: 500,
    subscribe: 'Y',
    timestampX: expect.stringMatching(ISO),
    trialPriceId: null,
    type: 1,
    vatId: null,
    vatIncluded: 'N',
    weight: null,
    width: null,
    withoutOrder: 'N',
    xmlId: '1',
  };

  it('fills in every field that was not given; keys in order (live)', async () => {
    const { as } = await testPortal({ profile: 'live', now });
    const { status, result } = await as(3)('catalog.product.add', {
      fields: { iblockId: PRODUCTS, name: 'Chair' },
    });
    expect(status).toBe(200);
    expect(result).toEqual({ element: defaults });
    expect(Object.keys(result.element)).toEqual(Object.keys(defaults));
    expect(Date.parse(result.element.dateCreate)).toBe(NOW);
    expect(Date.parse(result.element.timestampX)).toBe(NOW);
  });

  it('leaves out what the documented samples do not show (documented)', async () => {
    const { as } = await testPortal();
    const { result } = await as(3)('catalog.product.add', {
      fields: { iblockId: PRODUCTS, name: 'Chair' },
    });
    const hidden = [
      'barcodeMulti',
      'iblockSection',
      'recurSchemeLength',
      'recurSchemeType',
      'trialPriceId',
      'withoutOrder',
    ];
    expect(Object.keys(result.element)).toEqual(
      Object.keys(defaults).filter((name) => !hidden.includes(name)),
    );
  });

  it.each([
    [PRODUCTS, 1],
    [OFFERS, 4],
  ])('in catalog %i stores type %i', async (iblockId, type) => {
    const portal = await testPortal();
    expect(await addProduct(portal, 'product', { iblockId })).toMatchObject({ iblockId, type });
  });

  it('ignores id, type, available, bundle and timestampX', async () => {
    const portal = await testPortal();
    const fields = { id: 77, type: 7, available: 'N', bundle: 'Y', timestampX: '2000-01-01' };
    const product = await addProduct(portal, 'product', fields);
    expect(product).toMatchObject({ id: 1, type: 1, available: 'Y', bundle: 'N' });
    expect(product.timestampX).not.toContain('2000');
  });

  it('ignores junk keys', async () => {
    const portal = await testPortal();
    const junk = JSON.parse(
      '{"0":"","NAME":"no","nope":1,"__proto__":{"name":"no"},"constructor":1,"property7":"x","price":5}',
    );
    const product = await addProduct(portal, 'product', { ...junk, name: 'Kept' });
    expect(product.name).toBe('Kept');
    expect(Object.keys(product)).not.toContain('nope');
  });

  it.each([
    ['Y', 'Y', 0, 'Y'],
    ['Y', 'N', 0, 'N'],
    ['Y', 'N', -1, 'N'],
    ['Y', 'N', 0.5, 'Y'],
    ['N', 'N', 0, 'Y'],
  ])(
    'trace %s, zero %s, quantity %d: available %s',
    async (quantityTrace, canBuyZero, quantity, available) => {
      const portal = await testPortal();
      const product = await addProduct(portal, 'product', { quantityTrace, canBuyZero, quantity });
      expect(product.available).toBe(available);
    },
  );
});

describe('catalog.product.get', () => {
  it.each(['product', 'sku', 'offer', 'service'] as const)(
    'reads a %s under the key product',
    async (face) => {
      const portal = await testPortal();
      const added = await addProduct(portal, face);
      const { status, result } = await portal.as(3)('catalog.product.get', { id: added.id });
      expect(status).toBe(200);
      expect(result).toEqual({ product: added });
    },
  );
});

describe('catalog.product.update', () => {
  it('changes what is given and nothing else, and answers under element', async () => {
    const portal = await testPortal();
    const before = await addProduct(portal, 'product', { code: 'chair', sort: 7, weight: 3 });
    const { status, result } = await portal.as(3)('catalog.product.update', {
      id: before.id,
      fields: { name: 'Stool', weight: 4 },
    });
    expect(status).toBe(200);
    expect(result).toEqual({
      element: {
        ...before,
        name: 'Stool',
        weight: 4,
        modifiedBy: 3,
        timestampX: expect.any(String),
      },
    });
  });

  it('ignores iblockId, id, type and junk', async () => {
    const portal = await testPortal();
    const before = await addProduct(portal);
    const fields = { iblockId: OFFERS, id: 9, type: 7, available: 'N', 0: '', nope: 1 };
    const { result } = await portal.as(1)('catalog.product.update', { id: before.id, fields });
    expect(result.element).toEqual({ ...before, timestampX: expect.any(String) });
  });

  it.each([[null], [''], ['   ']])('refuses the name %j and loses nothing', async (name) => {
    const portal = await testPortal();
    const { id } = await addProduct(portal, 'product', { name: 'Kept' });
    const answer = await portal.as(1)('catalog.product.update', { id, fields: { name, sort: 7 } });
    expect(answer).toEqual(refused('documented', '0', 'Required fields: name'));
    const { result } = await portal.as(1)('catalog.product.get', { id });
    expect(result.product).toMatchObject({ name: 'Kept', sort: 500 });
  });

  it('in live checks neither currency nor VAT rate, as a portal does', async () => {
    const portal = await testPortal({ profile: 'live' });
    const { id } = await addProduct(portal);
    const fields = { purchasingCurrency: 'QQQ', vatId: 999 };
    const { result } = await portal.as(1)('catalog.product.update', { id, fields });
    expect(result.element).toMatchObject(fields);
  });

  it.each([
    [{ purchasingCurrency: 'QQQ' }, 'Currency purchasingCurrency is not exists'],
    [{ vatId: 999 }, 'VAT vatId is not exists'],
  ])('in documented refuses %j', async (fields, message) => {
    const portal = await testPortal();
    const { id } = await addProduct(portal);
    expect(await portal.as(1)('catalog.product.update', { id, fields })).toEqual(
      refused('documented', '0', message),
    );
  });

  it('moves timestampX and keeps dateCreate', async () => {
    let time = NOW;
    const portal = await testPortal({ now: () => time });
    const before = await addProduct(portal);
    time += 90_000;
    const { result } = await portal.as(1)('catalog.product.update', { id: before.id, fields: {} });
    expect(result.element.dateCreate).toBe(before.dateCreate);
    expect(Date.parse(result.element.timestampX)).toBe(NOW + 90_000);
  });
});

describe('catalog.product.delete', () => {
  it('answers true and leaves nothing of the product, its variations, prices and images', async () => {
    const portal = await testPortal();
    const parent = await addProduct(portal, 'sku', { detailPicture: { fileData: ['d.png', PNG] } });
    const offer = await addProduct(portal, 'offer', { parentId: parent.id });
    const other = await addProduct(portal);
    await addImage(portal, parent.id, BLUE_PNG);
    await addImage(portal, offer.id, GIF);
    await addImage(portal, other.id, PNG);
    await portal.store.write(async ({ query }) => {
      const price = { catalogGroupId: 1, price: 5, currency: 'USD' };
      await query
        .insertInto('price')
        .values([
          { ...price, productId: offer.id },
          { ...price, productId: other.id },
        ])
        .execute();
    });

    expect(await portal.as(3)('catalog.product.delete', { id: parent.id })).toMatchObject({
      status: 200,
      result: true,
    });
    const rows = async (table: 'product' | 'price' | 'file') =>
      (await portal.store.reader.query.selectFrom(table).selectAll().execute()).length;
    expect([await rows('product'), await rows('price'), await rows('file')]).toEqual([1, 1, 1]);
    expect(await portal.storedHashes()).toEqual([hashOf(PNG)]);
  });

  it('never gives the id of a deleted product to a new one', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal);
    await portal.as(1)('catalog.product.delete', { id });
    expect((await addProduct(portal)).id).toBeGreaterThan(id);
  });
});
