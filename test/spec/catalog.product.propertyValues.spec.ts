import { describe, expect, it } from 'vitest';
import { PRODUCTS, testPortal } from '../portal.ts';
import { addEnum, addProduct } from './_given.ts';
import { rows, update, withProperty } from './_properties.ts';

describe('values of a multiple property', () => {
  const three = [
    { value: 'a', valueId: '1' },
    { value: 'b', valueId: '2' },
    { value: 'c', valueId: '3' },
  ];
  const given = async () => {
    const portal = await withProperty({ multiple: 'Y' });
    const { id, property4 } = await addProduct(portal, 'product', {
      property4: ['a', { value: 'b' }, 'c'],
    });
    expect(property4).toEqual(three);
    return { portal, id };
  };

  it.each([
    ['values by id in place', [{ value: 'A', valueId: 1 }, three[1], three[2]], 'A1 b2 c3'],
    ['by id, the others away', [{ value: 'b', valueId: 2 }], 'b2'],
    ['without ids: all others away', [{ value: 'x' }, { value: 'y' }], 'x4 y5'],
    ['both', [{ value: 'B', valueId: '2' }, { value: 'x' }], 'B2 x4'],
    [
      'an id twice',
      [
        { value: 'x', valueId: 1 },
        { value: 'y', valueId: 1 },
      ],
      'x1 y4',
    ],
    ['an unknown id', [{ value: 'x', valueId: 999 }], 'x4'],
    ['an id that is none', [{ value: 'x', valueId: {} }], 'x4'],
    ['an empty value by id', [three[0], { value: '', valueId: 2 }, three[2]], 'a1 c3'],
    ['an object of integer keys', { 0: { value: 'x' }, 1: { value: 'y' } }, 'x4 y5'],
    ['bare values', ['x', 'y'], ''],
    ['an empty list', [], ''],
    ['null', null, ''],
    ['what is no list', { value: 'x' }, 'a1 b2 c3'],
    ['a bare text', 'x', 'a1 b2 c3'],
  ])('update takes %s', async (_what, property4, expected) => {
    const { portal, id } = await given();
    const values: typeof three | null = await update(portal, id, { property4 });
    expect((values ?? []).map(({ value, valueId }) => value + valueId).join(' ')).toBe(expected);
  });

  it('stay when an update does not name them', async () => {
    const { portal, id } = await given();
    expect(await update(portal, id, { name: 'Renamed' })).toEqual(three);
  });

  it('a value of another product is not changed by its id', async () => {
    const { portal, id } = await given();
    const other = await addProduct(portal, 'product', { property4: ['z'] });
    await update(portal, other.id, { property4: [{ value: 'x', valueId: 1 }] });
    expect(await update(portal, id, {})).toEqual(three);
  });

  it('add drops what is no list', async () => {
    const portal = await withProperty({ multiple: 'Y' });
    for (const property4 of ['a', { value: 'a' }]) {
      const added = await addProduct(portal, 'product', { property4 });
      expect(added.property4).toBeNull();
    }
  });

  it('are 5,000 at most, which one product holds', async () => {
    const { portal, id } = await given();
    const many = (count: number) => Array.from({ length: count }, (_, n) => ({ value: n + 1 }));
    expect(await update(portal, id, { property4: many(5_001) })).toBe(
      'A product takes at most 5000 values, 5001 given',
    );
    expect(await update(portal, id, {})).toEqual(three);
    const values = await update(portal, id, { property4: many(5_000) });
    expect(values).toHaveLength(5_000);
    expect(values[4_999]).toEqual({ value: '5000', valueId: '5003' });
  });
});

describe('values of a single property on update', () => {
  it.each([
    ['the id keeps it', { value: 'y', valueId: 1 }, { value: 'y', valueId: '1' }],
    ['without it the value is another one', { value: 'y' }, { value: 'y', valueId: '2' }],
    ['a bare text is dropped, and the property empty', 'y', null],
    ['null empties it', null, null],
    ['a list is dropped', [{ value: 'y' }], { value: 'x', valueId: '1' }],
  ])('%s', async (_what, property4, expected) => {
    const portal = await withProperty();
    const { id } = await addProduct(portal, 'product', { property4: 'x' });
    expect(await update(portal, id, { property4 })).toEqual(expected);
  });
});

describe('a yes-or-no property', () => {
  const given = async () => {
    const portal = await withProperty({ propertyType: 'L', userType: 'BoolEnum' });
    const { id, property4 } = await addProduct(portal, 'product', { property4: 'Y' });
    expect(property4).toBe('Y');
    return { portal, id };
  };

  it.each([
    [{ value: 'Y' }, 'Y'],
    [{ value: 'N' }, 'N'],
    [{ value: 1 }, 'N'],
    [{ value: '' }, 'N'],
    ['Y', 'N'],
  ])('update with %j reads %s', async (property4, expected) => {
    const { portal, id } = await given();
    expect(await update(portal, id, { property4 })).toBe(expected);
  });

  it('is N from the start, and an ordinary list with a second value', async () => {
    const { portal, id } = await given();
    const unset = await addProduct(portal);
    expect(unset.property4).toBe('N');
    await addEnum(portal, 4, 'maybe');
    expect(await update(portal, id, {})).toEqual({ value: '1', valueEnum: 'Y', valueId: '1' });
    expect(await update(portal, unset.id, {})).toBeNull();
  });
});

describe('500 properties', () => {
  it('are stored, changed and answered in order by one call', async () => {
    const portal = await testPortal();
    await portal.store.write(({ query }) =>
      query
        .insertInto('productProperty')
        .values(
          Array.from({ length: 500 }, (_, n) => ({
            id: n + 4,
            iblockId: PRODUCTS,
            name: `P${n}`,
            code: null,
            active: 'Y',
            sort: 1,
            propertyType: 'S',
            userType: null,
            multiple: 'N',
          })),
        )
        .execute(),
    );
    const ids = Array.from({ length: 500 }, (_, n) => n + 4);
    const named = (value: (id: number) => unknown) =>
      Object.fromEntries(ids.map((id) => [`property${id}`, value(id)]));
    const added = await addProduct(portal, 'product', named(String));
    const own = Object.keys(added).filter((name) => /^property\d/.test(name));
    expect(own).toEqual(['property1', ...ids.map((id) => `property${id}`)]);
    const { result } = await portal.as(1)('catalog.product.update', {
      id: added.id,
      fields: named((id) => ({ value: `${id}!` })),
    });
    expect(result.element.property503.value).toBe('503!');
    expect(await rows(portal)).toBe(500);
  });
});
