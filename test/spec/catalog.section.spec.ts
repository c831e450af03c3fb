import { describe, expect, it } from 'vitest';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { refused } from './_given.ts';

/** Sections of the base: 13 Products and 14 Services. */
const base = { iblockId: PRODUCTS, name: 'Toys' };

async function withSections() {
  const portal = await testPortal();
  const admin = portal.as(1);
  const add = async (fields: object): Promise<number> =>
    (await admin('catalog.section.add', { fields: { ...base, ...fields } })).result.section.id;
  const ids = async (): Promise<number[]> =>
    (
      await admin('catalog.section.list', { filter: { iblockId: PRODUCTS }, select: ['id'] })
    ).result.sections.map((row: { id: number }) => row.id);
  const product = async (fields: object): Promise<number> =>
    (
      await admin('catalog.product.add', {
        fields: { iblockId: PRODUCTS, name: 'In a section', ...fields },
      })
    ).result.element.id;
  return { ...portal, admin, add, ids, product };
}

describe('catalog.section.getFields', () => {
  it('describes the fields of a row', async () => {
    const { as, admin } = await withSections();
    const { section } = (await admin('catalog.section.add', { fields: base })).result;
    const { result } = await as(2)('catalog.section.getFields');
    expect(Object.keys(result.section)).toEqual(Object.keys(section));
    expect(result.section.iblockId).toMatchObject({ isRequired: true, type: 'integer' });
  });
});

describe('catalog.section.add', () => {
  it('answers the stored row with its defaults', async () => {
    const { admin } = await withSections();
    const { result } = await admin('catalog.section.add', { fields: base });
    expect(result.section).toEqual({
      active: 'Y',
      code: null,
      description: null,
      descriptionType: 'text',
      iblockId: PRODUCTS,
      iblockSectionId: null,
      id: expect.any(Number),
      name: 'Toys',
      sort: 500,
      xmlId: null,
    });
  });

  it.each([
    ['nothing', {}, '0', 'Required fields: iblockId, name'],
    ['no name', { iblockId: PRODUCTS }, '0', 'Required fields: name'],
    ['an unknown catalog', { iblockId: 999, name: 'x' }, '200700300050', 'Iblock is not exists'],
    [
      'an unknown parent',
      { ...base, iblockSectionId: 999 },
      '200700300050',
      'Iblock is not exists',
    ],
    [
      'a parent of another catalog',
      { iblockId: OFFERS, name: 'x', iblockSectionId: 13 },
      '200700300000',
      'The parent section belongs to another information block',
    ],
    [
      'a code that is taken',
      { ...base, code: 'products' },
      '200700300040',
      'Duplicate entry for key [code]',
    ],
  ])('refuses %s', async (_what, fields, code, message) => {
    const { admin, ids } = await withSections();
    expect(await admin('catalog.section.add', { fields })).toEqual(
      refused('documented', code, message),
    );
    expect(await ids()).toEqual([13, 14]);
  });

  it('takes a code of another catalog', async () => {
    const { admin } = await withSections();
    const fields = { iblockId: OFFERS, name: 'x', code: 'products' };
    expect((await admin('catalog.section.add', { fields })).status).toBe(200);
  });
});

describe('catalog.section.update', () => {
  it('moves a section under another one and back to the top', async () => {
    const { admin, add } = await withSections();
    const id = await add({ iblockSectionId: 13 });
    const move = async (iblockSectionId: unknown) =>
      (await admin('catalog.section.update', { id, fields: { ...base, iblockSectionId } })).result
        .section.iblockSectionId;
    expect(await move(14)).toBe(14);
    expect(await move(0)).toBeNull();
  });

  it('keeps its own code', async () => {
    const { admin } = await withSections();
    const fields = { ...base, code: 'products', name: 'Renamed' };
    const { result } = await admin('catalog.section.update', { id: 13, fields });
    expect(result.section).toMatchObject({ name: 'Renamed', code: 'products' });
  });

  it('refuses a cycle of any length', async () => {
    const { admin, add } = await withSections();
    const child = await add({ iblockSectionId: 13 });
    const grandchild = await add({ iblockSectionId: child });
    for (const iblockSectionId of [13, child, grandchild]) {
      const fields = { ...base, iblockSectionId };
      expect(await admin('catalog.section.update', { id: 13, fields })).toEqual(
        refused('documented', '200700300010', 'A section cannot stand under itself'),
      );
    }
  });

  it.each([
    ['an unknown id', 999, base, '200700300030', 'section does not exist.'],
    ['no fields', 13, {}, '0', 'Required fields: iblockId, name'],
    [
      'another catalog',
      13,
      { iblockId: OFFERS, name: 'x' },
      '200700300010',
      'A section cannot move to another information block',
    ],
    [
      'an unknown catalog',
      13,
      { iblockId: 999, name: 'x' },
      '200700300050',
      'Iblock is not exists',
    ],
  ])('refuses %s', async (_what, id, fields, code, message) => {
    const { admin } = await withSections();
    expect(await admin('catalog.section.update', { id, fields })).toEqual(
      refused('documented', code, message),
    );
  });
});

describe('catalog.section.get', () => {
  it('reads one', async () => {
    const { as } = await withSections();
    expect((await as(2)('catalog.section.get', { id: 13 })).result.section.name).toBe('Products');
    expect(await as(2)('catalog.section.get', { id: 999 })).toEqual(
      refused('documented', '200700300030', 'section does not exist.'),
    );
  });
});

describe('catalog.section.list', () => {
  it('lists the sections under one', async () => {
    const { admin, add } = await withSections();
    const child = await add({ iblockSectionId: 13 });
    const { result } = await admin('catalog.section.list', {
      filter: { iblockId: PRODUCTS, iblockSectionId: 13 },
      select: ['id', 'name'],
    });
    expect(result.sections).toEqual([{ id: child, name: 'Toys' }]);
  });

  it.each([
    ['no filter', {}, '0', 'Required filter fields: iblockId'],
    ['a filter without a catalog', { filter: { id: 1 } }, '0', 'Required filter fields: iblockId'],
    ['an unknown catalog', { filter: { iblockId: 99 } }, '200700300050', 'Iblock is not exists'],
  ])('refuses %s', async (_what, params, code, message) => {
    const { admin } = await withSections();
    expect(await admin('catalog.section.list', params)).toEqual(
      refused('documented', code, message),
    );
  });
});

describe('catalog.section.delete', () => {
  it('takes what stands under it, and products that are nowhere else', async () => {
    const { admin, add, ids, product } = await withSections();
    const child = await add({ iblockSectionId: 13 });
    const grandchild = await add({ iblockSectionId: child });
    const inside = await product({ iblockSectionId: grandchild });
    const outside = await product({ iblockSectionId: 14 });
    const both = await product({ iblockSectionId: child, iblockSection: [child, 14] });
    expect((await admin('catalog.section.delete', { id: 13 })).result).toBe(true);
    expect(await ids()).toEqual([14]);
    expect((await admin('catalog.product.get', { id: inside })).status).toBe(400);
    expect((await admin('catalog.product.get', { id: outside })).status).toBe(200);
    const { result } = await admin('catalog.product.get', { id: both });
    expect(result.product.iblockSectionId).toBe(14);
  });

  it.each([
    ['its list alone', { iblockSection: [13] }, undefined],
    ['its list twice', { iblockSection: [13, 14] }, { iblockSectionId: 14, iblockSection: [14] }],
    [
      'its list, beside its main one',
      { iblockSectionId: 14, iblockSection: [13, 14] },
      { iblockSectionId: 14, iblockSection: [14] },
    ],
    [
      'both, its list first',
      { iblockSectionId: 13, iblockSection: [14, 13] },
      { iblockSectionId: 14, iblockSection: [14] },
    ],
  ])('leaves no product in a section that is gone: by %s', async (_what, fields, left) => {
    const { admin, product } = await withSections();
    const id = await product(fields);
    expect((await admin('catalog.section.delete', { id: 13 })).result).toBe(true);
    const { result } = await admin('catalog.product.list', {
      select: ['id', 'iblockId', 'iblockSectionId', 'iblockSection'],
      filter: { iblockId: PRODUCTS, id },
    });
    expect(result.products).toEqual(left ? [{ id, iblockId: PRODUCTS, ...left }] : []);
  });

  it('goes down a thousand levels, and to more products than a statement can name', async () => {
    const { admin, add, ids, store } = await withSections();
    const first = await add({ iblockSectionId: 13 });
    const last = first + 999;
    await store.write(async ({ query }) => {
      const levels = Array.from({ length: 999 }, (_, n) => first + n);
      await query
        .insertInto('section')
        .values(levels.map((above) => ({ ...base, id: above + 1, iblockSectionId: above })))
        .execute();
      const row = { iblockId: PRODUCTS, type: 1, name: 'Deep', active: 'Y' };
      const rows = Array.from({ length: 600 }, () => ({ ...row, iblockSectionId: last }));
      await query.insertInto('product').values(rows).execute();
    });
    const under = { id: 13, fields: { ...base, iblockSectionId: last } };
    expect(await admin('catalog.section.update', under)).toEqual(
      refused('documented', '200700300010', 'A section cannot stand under itself'),
    );
    expect((await admin('catalog.section.delete', { id: 13 })).result).toBe(true);
    expect(await ids()).toEqual([14]);
    expect(await store.reader.query.selectFrom('product').select('id').execute()).toEqual([]);
  });

  it('asks for the right before it looks', async () => {
    const { as } = await withSections();
    expect(await as(2)('catalog.section.delete', { id: 999 })).toEqual(
      refused('documented', '200040300050', 'Access Denied'),
    );
  });

  it('refuses an unknown id', async () => {
    const { admin } = await withSections();
    expect(await admin('catalog.section.delete', { id: 999 })).toEqual(
      refused('documented', '200700300030', 'section does not exist.'),
    );
  });
});

describe('catalog.section, rights', () => {
  it.each([
    ['catalog.section.getFields', 99, '200040300010'],
    ['catalog.section.get', 99, '200040300010'],
    ['catalog.section.list', 99, '200040300010'],
    ['catalog.section.add', 2, '200040300040'],
    ['catalog.section.update', 2, '200040300040'],
    ['catalog.section.delete', 2, '200040300050'],
  ])('%s is closed to user %i', async (name, user, code) => {
    const { as } = await withSections();
    const params = { id: 13, fields: base, filter: { iblockId: PRODUCTS } };
    expect(await as(user)(name, params)).toEqual(refused('documented', code, 'Access Denied'));
  });

  it('are those to elements for who changes them', async () => {
    const { as } = await withSections();
    expect((await as(3)('catalog.section.add', { fields: base })).status).toBe(200);
  });
});
