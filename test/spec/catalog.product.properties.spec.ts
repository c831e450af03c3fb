import { describe, expect, it } from 'vitest';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { addEnum, addProduct, addProperty, faces, refused } from './_given.ts';
import { at, rows, update, withProperty } from './_properties.ts';

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
    ['E', null, '0x10'],
    ['E', null, '1e1'],
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
