import { describe, expect, it } from 'vitest';
import { isoTime } from '../../src/core/time.ts';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { addEnum, addProduct, addProperty, faces, type Portal, refused } from './_given.ts';

const at = (text: string): string => isoTime(Date.parse(text) / 1000);

/** A portal with property 4 of the product catalog. */
async function withProperty(fields: object = {}): Promise<Portal> {
  const portal = await testPortal();
  await addProperty(portal, fields);
  return portal;
}

const update = async ({ as }: Portal, id: number, fields: object) => {
  const { status, result, error_description } = await as(1)('catalog.product.update', {
    id,
    fields,
  });
  return status === 200 ? result.element.property4 : error_description;
};

const rows = async ({ store }: Portal) => {
  const found = await store.reader.query.selectFrom('propertyValue').selectAll().execute();
  return found.length;
};

describe('values of properties', () => {
  it.each([
    ['N', null, '12.50', '12.5'],
    ['N', null, '1,5', '1.5'],
    ['N', null, 0, '0'],
    ['N', null, -3e-2, '-0.03'],
    ['N', null, '1234567890123456789012345678901234567890', '1.2345678901234568e+39'],
    ['N', 'Sequence', 7, '7'],
    ['S', null, 'text', 'text'],
    ['S', null, '0', '0'],
    ['S', null, 5, '5'],
    ['S', null, true, '1'],
    ['S', null, "'; drop table product; --", "'; drop table product; --"],
    ['S', 'Date', '2024-05-28', at('2024-05-28T00:00:00')],
    ['S', 'Date', '28.05.2024 13:00', at('2024-05-28T00:00:00')],
    ['S', 'DateTime', '2024-05-28T10:00:00Z', at('2024-05-28T10:00:00Z')],
    ['S', 'HTML', '<b>x</b>', { text: '<b>x</b>', type: 'HTML' }],
    ['S', 'HTML', { TEXT: 'x', TYPE: 'text' }, { text: 'x', type: 'TEXT' }],
    ['S', 'HTML', { text: 'x', type: 'html' }, { text: 'x', type: 'HTML' }],
    ['S', 'ElementXmlID', 'xml-1', 'xml-1'],
    ['S', 'directory', 'red', 'red'],
    ['S', 'Money', '100.5|USD', '100.5|USD'],
    ['S', 'map_yandex', '55.75,37.61', '55.75,37.61'],
    ['S', 'map_google', '55.75,37.61', '55.75,37.61'],
    ['S', 'employee', 1, '1'],
    ['S', 'UserID', 2, '2'],
    ['S', 'ECrm', 'CO_5', 'CO_5'],
    ['E', null, 12, '12'],
    ['E', 'EList', '12', '12'],
    ['E', 'EAutocomplete', 12, '12'],
    ['E', 'SKU', 12, '12'],
    ['G', null, 13, '13'],
    ['G', 'SectionAuto', 13, '13'],
  ])(
    'type %s, user type %s: %j is answered as %j',
    async (propertyType, userType, given, value) => {
      const portal = await withProperty({ propertyType, userType });
      const { id, property4 } = await addProduct(portal, 'product', { property4: given });
      expect(property4).toEqual({ value, valueId: '1' });
      const again = await addProduct(portal, 'product', { property4: { value: given } });
      expect(again.property4).toEqual({ value, valueId: '2' });
      expect(await update(portal, id, { property4: { value: given } })).toEqual({
        value,
        valueId: '3',
      });
    },
  );

  it.each([
    ['N', null, 'abc'],
    ['N', null, '1e999'],
    ['N', null, [1]],
    ['S', null, 'a\0b'],
    ['S', null, '\ud800'],
    ['S', null, { a: 1 }],
    ['S', 'Date', 'tomorrow'],
    ['S', 'DateTime', '99.99.2024'],
    ['S', 'HTML', { TEXT: ['x'] }],
    ['E', null, '-5'],
    ['E', null, '1234567890123456789012345678901234567890'],
    ['G', null, 'abc'],
    ['L', null, 999],
  ])(
    'type %s, user type %s: refuses %j and loses nothing',
    async (propertyType, userType, value) => {
      const portal = await withProperty({ propertyType, userType });
      if (propertyType === 'L') {
        await addEnum(portal, 4, 'one');
        await addEnum(portal, 4, 'two');
      }
      const { id } = await addProduct(portal, 'product');
      const wrong = 'Wrong format of field "property4".';
      expect(await update(portal, id, { property4: { value } })).toBe(wrong);
      const answer = await portal.as(1)('catalog.product.add', {
        fields: { iblockId: PRODUCTS, name: 'x', property4: { value } },
      });
      expect(answer).toEqual(refused('documented', '0', wrong));
    },
  );

  it.each([[''], [null], [{ value: '' }], [{ value: null }], [{ value: false }]])(
    'none for %j',
    async (given) => {
      const portal = await withProperty();
      const { property4 } = await addProduct(portal, 'product', { property4: given });
      expect(property4).toBeNull();
      expect(await rows(portal)).toBe(0);
    },
  );

  it('a list names the text of its value; that of another list is refused', async () => {
    const portal = await withProperty({ propertyType: 'L' });
    const red = await addEnum(portal, 4, 'red');
    await addEnum(portal, 4, 'blue');
    await addProperty(portal, { propertyType: 'L', multiple: 'Y' });
    const other = await addEnum(portal, 5, 'small');
    const { id, property4 } = await addProduct(portal, 'product', { property4: red.id });
    expect(property4).toEqual({ value: String(red.id), valueEnum: 'red', valueId: '1' });
    expect(await update(portal, id, { property4: { value: other.id } })).toBe(
      'Wrong format of field "property4".',
    );
  });

  it.each(faces)(
    'are answered by every verb of $entity',
    async ({ name, entity, saved, plural, iblockId }) => {
      const portal = await withProperty({ iblockId });
      const added = await addProduct(portal, name, { property4: 'x' });
      const { id } = added;
      const value = { value: 'x', valueId: '1' };
      expect(added.property4).toEqual(value);
      const get = await portal.as(2)(`${entity}.get`, { id });
      expect(get.result[name].property4).toEqual(value);
      const list = await portal.as(2)(`${entity}.list`, {
        select: ['id', 'iblockId', 'property4'],
        filter: { iblockId },
      });
      expect(list.result[plural]).toEqual([{ iblockId, id, property4: value }]);
      const changed = await portal.as(1)(`${entity}.update`, {
        id,
        fields: { property4: { value: 'y', valueId: 1 } },
      });
      expect(changed.result[saved].property4).toEqual({ value: 'y', valueId: '1' });
      expect((await portal.as(1)(`${entity}.delete`, { id })).result).toBe(true);
      expect(await rows(portal)).toBe(0);
    },
  );

  it('belong to the catalog of the property, while it is active', async () => {
    const portal = await withProperty({ iblockId: OFFERS });
    await addProperty(portal, { active: 'N' });
    const product = await addProduct(portal, 'product', { property4: 'x', property5: 'x' });
    expect(Object.keys(product).filter((name) => /^property/.test(name))).toEqual(['property1']);
    expect(await rows(portal)).toBe(0);
  });

  it('the link to the parent is parentId and nothing else', async () => {
    const portal = await testPortal();
    const offer = await addProduct(portal, 'offer', { property3: 5 });
    expect(offer).not.toHaveProperty('property3');
    expect(offer.parentId).toBeNull();
    expect(await rows(portal)).toBe(0);
  });
});

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
