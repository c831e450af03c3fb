import { describe, expect, it } from 'vitest';
import { PRODUCTS, testPortal } from '../portal.ts';
import { type AnyRow, addEnum, addProduct, addProperty, refused } from './_given.ts';

/**
 * Four products with a text, a number, a list, yes or no, a day and several texts; the tables below
 * say which of them a condition leaves.
 */
async function given() {
  const portal = await testPortal();
  await addProperty(portal);
  await addProperty(portal, { propertyType: 'N' });
  await addProperty(portal, { propertyType: 'L' });
  await addProperty(portal, { propertyType: 'L', userType: 'BoolEnum' });
  await addProperty(portal, { userType: 'Date' });
  await addProperty(portal, { multiple: 'Y' });
  // Ids 2, 3 and 4: the first value belongs to the yes-or-no property.
  for (const value of ['red', 'blue', 'azure']) await addEnum(portal, 6, value);
  const products = [
    { property4: 'oak', property5: 10, property6: 2, property7: 'Y', property8: '2024-01-01' },
    { property4: 'Pine 50%', property5: 9, property6: 3, property8: '2024-06-01' },
    { property4: "O'Neil", property5: -1, property6: 4, property9: ['a', 'b'] },
    { property9: ['b'] },
  ];
  for (const fields of products) await addProduct(portal, 'product', fields);
  return async (filter: object, order: object = {}) => {
    const { status, result, total, error_description } = await portal.as(2)(
      'catalog.product.list',
      { select: ['id', 'iblockId'], filter: { iblockId: PRODUCTS, ...filter }, order },
    );
    if (status !== 200) throw new Error(error_description);
    const rows: AnyRow[] = result.products;
    expect(total).toBe(rows.length);
    return rows.map(({ id }) => id);
  };
}

const ALL = [1, 2, 3, 4];

const cases: [filter: Record<string, unknown>, ids: number[]][] = [
  [{ property4: 'oak' }, [1]],
  [{ '=property4': 'oak' }, [1]],
  [{ property_4: 'oak' }, [1]],
  [{ property4: { value: 'oak' } }, [1]],
  [{ property4: ['oak', "O'Neil"] }, [1, 3]],
  [{ '@property4': ['oak', 'x'] }, ALL],
  [{ property4: [] }, []],
  [{ '!property4': 'oak' }, [2, 3, 4]],
  [{ '!property4': ['oak', "O'Neil"] }, [2, 4]],
  [{ '!@property4': ['oak', "O'Neil"] }, ALL],
  [{ property4: null }, [4]],
  [{ property4: '' }, [4]],
  [{ '!property4': null }, [1, 2, 3]],
  [{ '%property4': '%' }, [2]],
  [{ '!%property4': 'Neil' }, [1, 2, 4]],
  [{ '=%property4': 'O%' }, [1, 3]],
  [{ '!=%property4': 'oak' }, [2, 3, 4]],
  [{ '>property4': 'a' }, [1]],
  [{ property5: 10 }, [1]],
  [{ property5: '9' }, [2]],
  [{ property5: '9.0' }, [2]],
  [{ property5: '9,0' }, [2]],
  [{ property5: [' 9,00', 77] }, [2]],
  [{ property5: 0 }, []],
  [{ property5: '' }, [4]],
  [{ '>property5': '9,5' }, [1]],
  [{ '>property5': 9 }, [1]],
  [{ '>=property5': '9' }, [1, 2]],
  [{ '<property5': 0 }, [3]],
  [{ '!property5': [9, 10] }, [3, 4]],
  [{ '%property5': '1' }, [1, 3]],
  [{ property6: 3 }, [2]],
  [{ property6: [2, 4] }, [1, 3]],
  [{ '!property6': 3 }, [1, 3, 4]],
  [{ property6: null }, [4]],
  [{ property6: 0 }, [4]],
  [{ property6: ['', 3] }, [2, 4]],
  [{ '!property6': [0, 3] }, [1, 3]],
  [{ property4: ['', 'oak'] }, [1, 4]],
  [{ '!property4': [null, 'oak'] }, [2, 3]],
  [{ property9: ['', 'a'] }, [1, 2, 3]],
  [{ property8: '2024-01-01T10:30:00+00:00' }, [1]],
  [{ '>=property8': { value: '2024-06-01T10:30:00+00:00' } }, [2]],
  [{ property7: 'Y' }, [1]],
  [{ property7: 'N' }, [2, 3, 4]],
  [{ '!property7': 'Y' }, [2, 3, 4]],
  [{ property7: ['Y', 'N'] }, ALL],
  [{ property7: 'maybe' }, ALL],
  [{ property8: '2024-01-01' }, [1]],
  [{ '>=property8': { value: '2024-03-01' } }, [2]],
  [{ '<property8': { value: '01.03.2024' } }, [1]],
  [{ '>property8': 'soon' }, ALL],
  [{ property9: 'b' }, [3, 4]],
  [{ property9: ['a', 'b'] }, [3, 4]],
  [{ '!property9': 'a' }, [1, 2, 4]],
  [{ property9: null }, [1, 2]],
  [{ property4: 'oak', property5: 10, name: 'A product' }, [1]],
  [{ property4: 'oak', property5: 9 }, []],
  [{ property4: { a: { b: 1 } } }, []],
  [{ '>property5': [1, 2] }, ALL],
  [{ property99: 'x' }, ALL],
  [{ property3: 'x' }, ALL],
  [{ PROPERTY_4: 'x' }, ALL],
  [{ "property4' or 1=1 --": 'x' }, ALL],
];

describe('catalog.product.list filters by properties', () => {
  it('as the table says', async () => {
    const list = await given();
    for (const [filter, ids] of cases) {
      expect(await list(filter), JSON.stringify(filter)).toEqual(ids);
    }
  });

  it('with at most 5,000 values and short patterns', async () => {
    const list = await given();
    const values = Array.from({ length: 5_001 }, (_, n) => String(n));
    await expect(list({ property4: values })).rejects.toThrow('at most 5000 values');
    expect(await list({ property4: values.slice(1) })).toEqual([]);
    await expect(list({ '%property4': 'x'.repeat(256) })).rejects.toThrow('at most 255');
    await expect(list({ '%property4': '\0' })).rejects.toThrow('zero byte');
  });

  it('by at most 50 conditions and orders on properties', async () => {
    const portal = await testPortal();
    const ids = Array.from({ length: 51 }, (_, n) => n + 4);
    for (const _ of ids) await addProperty(portal);
    const named = Object.fromEntries(ids.map((id) => [`property${id}`, 'asc']));
    const { property54: _, ...most } = named;
    await addProduct(portal, 'product', most);
    const list = (filter: object, order: object) =>
      portal.as(2)('catalog.product.list', {
        select: ['id', 'iblockId'],
        filter: { iblockId: PRODUCTS, ...filter },
        order,
      });
    const tooMany = refused(
      'documented',
      '0',
      'A list takes at most 50 conditions and 50 orders on properties',
    );
    expect((await list(most, most)).result.products).toHaveLength(1);
    expect(await list(named, {})).toEqual(tooMany);
    expect(await list({}, named)).toEqual(tooMany);
  });
});

describe('catalog.product.list sorts by properties', () => {
  it.each([
    ['a text', { property4: 'asc' }, [4, 3, 2, 1]],
    ['a number, not its digits', { property5: 'desc' }, [1, 2, 3, 4]],
    ['the text of a list value', { property6: 'asc' }, [4, 3, 2, 1]],
    ['yes or no', { property7: 'desc', id: 'desc' }, [1, 4, 3, 2]],
    ['a date', { property8: 'desc', id: 'asc' }, [2, 1, 3, 4]],
    ['a property before a column', { property8: 'desc', name: 'asc', id: 'desc' }, [2, 1, 4, 3]],
    ['several values: not at all', { property9: 'desc' }, ALL],
    ['an unknown property', { property99: 'desc' }, ALL],
  ])('%s', async (_what, order, ids) => {
    expect(await (await given())({}, order)).toEqual(ids);
  });
});

describe('catalog.product.list selects properties', () => {
  it.each([
    ['one', ['property5'], ['property5']],
    ['all', ['property*'], ['property1', 'property4', 'property5', 'property10']],
    ['all with the fields', ['*'], ['property1', 'property4', 'property5', 'property10']],
    ['none unasked', ['name'], []],
    ['none that is unknown', ['property99', 'PROPERTY_5', 'property3'], []],
  ])('%s', async (_what, select, names) => {
    const portal = await testPortal();
    await addProperty(portal);
    await addProperty(portal, { propertyType: 'N' });
    for (let id = 6; id < 10; id += 1) await addProperty(portal, { active: 'N' });
    await addProperty(portal, { propertyType: 'L', userType: 'BoolEnum' });
    await addProduct(portal, 'product', { property5: 1.5 });
    const { result } = await portal.as(2)('catalog.product.list', {
      select: ['id', 'iblockId', ...select],
      filter: { iblockId: PRODUCTS },
    });
    const [row] = result.products;
    const keys = Object.keys(row);
    expect(keys.filter((name) => /^property/.test(name))).toEqual(names);
    expect(keys).toEqual(keys.toSorted(new Intl.Collator('en', { numeric: true }).compare));
    if (names.includes('property5')) expect(row.property5).toEqual({ value: '1.5', valueId: '1' });
    if (names.includes('property10')) expect(row.property10).toBe('N');
  });
});
