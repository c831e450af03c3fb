import { describe, expect, it } from 'vitest';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { type AnyRow, addProduct, faces, type Portal, profiles, refused } from './_given.ts';

const get = async ({ as }: Portal, id: number): Promise<AnyRow> =>
  (await as(1)('catalog.product.get', { id })).result.product;

describe('catalog.product.offer.add', () => {
  it.each([
    ['an id', (id: number) => id],
    ['a text', (id: number) => String(id)],
    ['the value of a property', (id: number) => ({ value: id })],
    ['the value and its id', (id: number) => ({ value: String(id), valueId: '9' })],
  ])('takes the parent as %s', async (_what, parentId) => {
    const portal = await testPortal();
    const parent = await addProduct(portal, 'sku');
    const offer = await addProduct(portal, 'offer', { parentId: parentId(parent.id) });
    expect(offer).toMatchObject({
      type: 4,
      iblockId: OFFERS,
      parentId: { value: String(parent.id), valueId: expect.stringMatching(/^\d+$/) },
    });
  });

  it.each([[undefined], [null], [''], [0], ['abc'], [-1], [{}], [{ value: 0 }]])(
    'without a parent (%j) stores a lone variation, which cannot be bought',
    async (parentId) => {
      const portal = await testPortal({ profile: 'live' });
      const offer = await addProduct(portal, 'offer', {
        parentId,
        quantity: 5,
        quantityTrace: 'N',
      });
      expect(offer).toMatchObject({
        type: 5,
        parentId: null,
        available: 'N',
        canBuyZero: 'N',
        quantity: null,
        quantityTrace: 'Y',
      });
    },
  );

  it('drops a section of another catalog', async () => {
    const portal = await testPortal();
    expect(await addProduct(portal, 'offer', { iblockSectionId: 13 })).toMatchObject({
      iblockSectionId: null,
    });
  });

  it('may have a code that a product of another catalog has', async () => {
    const portal = await testPortal();
    await addProduct(portal, 'product', { code: 'chair' });
    expect(await addProduct(portal, 'offer', { code: 'chair' })).toMatchObject({ code: 'chair' });
  });
});

describe.each(profiles)('catalog.product.offer.add and update refuse in profile %s', (profile) => {
  it.each([
    ['an unknown parent', 999, '200040500010', 'Parent product not found.'],
    ['a service', 1, '200040500020', 'Invalid parent product type.'],
    ['a variation', 2, '200040500020', 'Invalid parent product type.'],
    [
      'a product of another catalog',
      3,
      '200040500020',
      'Invalid information block of the parent product.',
    ],
  ])('%s as parent', async (_what, parentId, code, message) => {
    const portal = await testPortal({ profile });
    await addProduct(portal, 'service');
    const { id } = await addProduct(portal, 'offer');
    await portal.store.write(({ query }) =>
      query
        .insertInto('product')
        .values({ id: 3, iblockId: 99, type: 1, name: 'Elsewhere', active: 'Y' })
        .execute(),
    );
    const fields = { iblockId: OFFERS, name: 'x', parentId };
    expect(await portal.as(1)('catalog.product.offer.add', { fields })).toEqual(
      refused(profile, code, message),
    );
    expect(await portal.as(1)('catalog.product.offer.update', { id, fields })).toEqual(
      refused(profile, code, message),
    );
    expect(await get(portal, id)).toMatchObject({ type: 5, parentId: null });
  });
});

describe('catalog.product.offer.get', () => {
  it.each(faces)('answers a $name only when it is a variation', async ({ name }) => {
    const portal = await testPortal();
    const added = await addProduct(portal, name);
    const { status, result } = await portal.as(3)('catalog.product.offer.get', { id: added.id });
    expect(status).toBe(200);
    expect(result).toEqual({ offer: name === 'offer' ? added : [] });
  });
});

describe('a parent follows its variations', () => {
  it.each(['sku', 'product'] as const)('a %s becomes type 3 with the first', async (face) => {
    const portal = await testPortal();
    const parent = await addProduct(portal, face, { quantity: 9 });
    await addProduct(portal, 'offer', { parentId: parent.id });
    expect(await get(portal, parent.id)).toMatchObject({ type: 3, quantity: null, available: 'Y' });
  });

  it.each(['product', 'sku'] as const)('a %s becomes type 1 when the last leaves', async (face) => {
    const portal = await testPortal();
    const parent = await addProduct(portal, face);
    const offer = await addProduct(portal, 'offer', { parentId: parent.id });
    await portal.as(3)('catalog.product.offer.delete', { id: offer.id });
    // A parent without variations had its stock traced, so the simple product is sold out.
    const available = face === 'sku' ? 'N' : 'Y';
    expect(await get(portal, parent.id)).toMatchObject({ type: 1, available });
  });

  it('stays type 3 while one is left', async () => {
    const portal = await testPortal();
    const parent = await addProduct(portal);
    const offer = await addProduct(portal, 'offer', { parentId: parent.id });
    await addProduct(portal, 'offer', { parentId: parent.id });
    await portal.as(1)('catalog.product.offer.delete', { id: offer.id });
    expect(await get(portal, parent.id)).toMatchObject({ type: 3 });
  });

  it('can be bought when an active one can', async () => {
    const portal = await testPortal();
    const parent = await addProduct(portal);
    const soldOut = { quantityTrace: 'Y', canBuyZero: 'N', quantity: 0 };
    const offer = await addProduct(portal, 'offer', { parentId: parent.id, ...soldOut });
    const update = (fields: object) =>
      portal.as(1)('catalog.product.offer.update', { id: offer.id, fields });
    const available = async () => (await get(portal, parent.id)).available;

    expect(await available()).toBe('N');
    await update({ quantity: 3 });
    expect(await available()).toBe('Y');
    await update({ active: 'N' });
    expect(await available()).toBe('N');
    await addProduct(portal, 'offer', { parentId: parent.id });
    expect(await available()).toBe('Y');
  });

  it('update moves a variation from one parent to another, and away from both', async () => {
    const portal = await testPortal();
    const [one, two] = [await addProduct(portal), await addProduct(portal)];
    const { id } = await addProduct(portal, 'offer', { parentId: one.id });
    const update = async (fields: object) =>
      (await portal.as(1)('catalog.product.offer.update', { id, fields })).result.offer;
    const types = async () => [(await get(portal, one.id)).type, (await get(portal, two.id)).type];

    expect(await update({ name: 'Kept' })).toMatchObject({
      type: 4,
      parentId: { value: String(one.id) },
    });
    expect(await update({ parentId: { value: two.id } })).toMatchObject({
      parentId: { value: String(two.id) },
    });
    expect(await types()).toEqual([1, 3]);
    expect(await update({ parentId: 0 })).toMatchObject({
      type: 5,
      parentId: null,
      available: 'N',
    });
    expect(await types()).toEqual([1, 1]);
  });
});

describe('catalog.product.offer.list', () => {
  it('lists types 4 and 5 under offers, with the parent', async () => {
    const portal = await testPortal();
    const parent = await addProduct(portal);
    const child = await addProduct(portal, 'offer', { parentId: parent.id });
    const lone = await addProduct(portal, 'offer');
    const { result } = await portal.as(2)('catalog.product.offer.list', {
      select: ['id', 'iblockId', 'parentId', 'type'],
      filter: { iblockId: OFFERS },
    });
    expect(result.offers).toEqual([
      { iblockId: OFFERS, id: child.id, parentId: child.parentId, type: 4 },
      { iblockId: OFFERS, id: lone.id, parentId: null, type: 5 },
    ]);
    const of = (parentId: unknown) =>
      portal.as(2)('catalog.product.offer.list', {
        select: ['id', 'iblockId'],
        filter: { iblockId: OFFERS, parentId },
      });
    expect((await of(parent.id)).result.offers).toEqual([{ iblockId: OFFERS, id: child.id }]);
    expect((await of([999])).result.offers).toEqual([]);
  });

  it('refuses the catalog of products', async () => {
    const { as } = await testPortal();
    const call = { select: ['id', 'iblockId'], filter: { iblockId: PRODUCTS } };
    expect(await as(1)('catalog.product.offer.list', call)).toEqual(
      refused('documented', '0', 'productType is not allowed for this catalog'),
    );
  });
});
