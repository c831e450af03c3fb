import { describe, expect, it } from 'vitest';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { refused } from './_given.ts';

const add = 'catalog.catalog.add';

describe(add, () => {
  it('makes a catalog that takes products with pictures', async () => {
    const { as } = await testPortal();
    const { result } = await as(1)(add, { fields: { iblockId: 30, vatId: 2 } });
    expect(result.catalog).toMatchObject({
      id: 30,
      iblockId: 30,
      vatId: 2,
      name: 'Catalog 30',
      productIblockId: null,
      skuPropertyId: null,
    });
    const fields = { iblockId: 30, name: 'In the new one' };
    const { element } = (await as(1)('catalog.product.add', { fields })).result;
    const list = await as(1)('catalog.productImage.list', { productId: element.id });
    expect(list.status).toBe(200);
  });

  it.each([[0], ['0'], ['x'], [null]])('takes productIblockId %j for none', async (link) => {
    const { as } = await testPortal();
    const { result } = await as(1)(add, { fields: { iblockId: 30, productIblockId: link } });
    expect(result.catalog.productIblockId).toBeNull();
    expect((await as(1)('catalog.catalog.isOffers', { id: 30 })).result).toBe(false);
  });

  it('links a catalog of variations', async () => {
    const { as } = await testPortal();
    await as(1)(add, { fields: { iblockId: 30 } });
    const { result } = await as(1)(add, { fields: { iblockId: 31, productIblockId: 30 } });
    expect(result.catalog).toMatchObject({
      productIblockId: 30,
      skuPropertyId: expect.any(Number),
    });
    expect((await as(1)('catalog.catalog.isOffers', { id: 31 })).result).toBe(true);
    const parent = await as(1)('catalog.product.add', { fields: { iblockId: 30, name: 'Parent' } });
    const parentId = parent.result.element.id;
    const offer = await as(1)('catalog.product.offer.add', {
      fields: { iblockId: 31, name: 'Variation', parentId },
    });
    expect(offer.result.offer.type).toBe(4);
  });

  it.each([
    ['nothing', {}, '0', 'Required fields: iblockId'],
    ['one that exists', { iblockId: PRODUCTS }, '0', 'The catalog exists already'],
    ['a negative id', { iblockId: -1 }, '200040300000', 'Iblock Not Found'],
    [
      'an unknown product catalog',
      { iblockId: 30, productIblockId: 99 },
      '200040300000',
      'Iblock Not Found',
    ],
    [
      'one that has variations',
      { iblockId: 30, productIblockId: PRODUCTS },
      '0',
      'The product catalog has variations already',
    ],
  ])('refuses %s', async (_what, fields, code, message) => {
    const { as } = await testPortal();
    expect(await as(1)(add, { fields })).toEqual(refused('documented', code, message));
    expect((await as(1)('catalog.catalog.list')).total).toBe(2);
  });
});

describe('catalog.catalog.update', () => {
  it('changes the VAT rate, and not the link', async () => {
    const { as } = await testPortal();
    const update = (fields: object) => as(1)('catalog.catalog.update', { id: OFFERS, fields });
    expect((await update({ vatId: 3 })).result.catalog.vatId).toBe(3);
    for (const link of [{ productIblockId: 99 }, { skuPropertyId: 99 }, { skuPropertyId: null }]) {
      expect(await update(link)).toEqual(
        refused('documented', '0', 'A catalog cannot be linked to another one'),
      );
    }
    expect(await update({ vatId: 99 })).toEqual(
      refused('documented', '0', 'VAT vatId is not exists'),
    );
  });
});

describe('catalog.catalog.delete', () => {
  it('takes an empty catalog with its variations’ catalog', async () => {
    const { as } = await testPortal();
    expect((await as(1)('catalog.catalog.delete', { id: PRODUCTS })).result).toBe(true);
    expect((await as(1)('catalog.catalog.list')).total).toBe(0);
  });

  it('refuses that of variations, one with products, and an unknown one', async () => {
    const { as } = await testPortal();
    const drop = (id: number) => as(1)('catalog.catalog.delete', { id });
    expect(await drop(OFFERS)).toEqual(refused('documented', '0', 'Catalog is offers'));
    expect(await drop(99)).toEqual(refused('documented', '', 'catalog does not exist.'));
    await as(1)('catalog.product.add', { fields: { iblockId: PRODUCTS, name: 'One' } });
    expect(await drop(PRODUCTS)).toEqual(refused('documented', '0', 'The catalog holds products'));
  });

  it('refuses one whose variations, without parents, would be left behind', async () => {
    const { as } = await testPortal();
    await as(1)('catalog.product.offer.add', { fields: { iblockId: OFFERS, name: 'Lone' } });
    expect(await as(1)('catalog.catalog.delete', { id: PRODUCTS })).toEqual(
      refused('documented', '0', 'The catalog holds products'),
    );
  });
});

describe('catalog.catalog, changes', () => {
  it.each(['add', 'update', 'delete'])('%s is closed without the right', async (verb) => {
    const { as } = await testPortal();
    const params = { id: OFFERS, fields: { iblockId: 30 } };
    expect(await as(2)(`catalog.catalog.${verb}`, params)).toEqual(
      refused('documented', '200040300030', 'Access Denied'),
    );
  });
});
