import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { describeCrud } from './_crud.ts';
import { addEnum, addProduct, addProperty, refused } from './_given.ts';

/** The id that the first property of a fresh portal gets. */
const LIST = 4;

describeCrud({
  entity: 'catalog.productPropertyEnum',
  name: 'productPropertyEnum',
  plural: 'productPropertyEnums',
  given: (portal) => addProperty(portal, { propertyType: 'L' }),
  fields: { propertyId: LIST, value: 'Large', xmlId: 'L' },
  row: { def: 'N', propertyId: LIST, sort: 500, value: 'Large', xmlId: 'L' },
  change: { propertyId: LIST, value: 'Huge', xmlId: 'XL', def: 'Y', sort: 5 },
  changed: { value: 'Huge', xmlId: 'XL', def: 'Y', sort: 5 },
  required: ['propertyId', 'value', 'xmlId'],
  openToReader: ['delete'],
  codes: { missing: '', read: '0', write: '0' },
});

const fields = { propertyId: LIST, value: 'Medium', xmlId: 'M' };

describe('catalog.productPropertyEnum, its own rules', () => {
  it.each([
    ['add', { fields: { ...fields, propertyId: 999 } }, '', 'productPropertyEnum does not exist.'],
    ['add', { fields: { ...fields, propertyId: 3 } }, '0', 'Only list properties are supported'],
    ['add', { fields: { ...fields, value: [1] } }, '0', 'Wrong format of field "value".'],
    ['update', { id: 1, fields: { value: 'x' } }, '0', 'Required fields: propertyId, xmlId'],
    [
      'update',
      { id: 1, fields: { ...fields, propertyId: 5 } },
      '0',
      'The property of a list value cannot be changed',
    ],
  ])('%s refuses %j', async (verb, params, code, message) => {
    const portal = await testPortal();
    await addProperty(portal, { propertyType: 'L' });
    await addProperty(portal, { propertyType: 'L' });
    await addEnum(portal, LIST, 'Large');
    expect(await portal.as(1)(`catalog.productPropertyEnum.${verb}`, params)).toEqual(
      refused('documented', code, message),
    );
  });

  it.each([
    [
      'documented',
      'BX_INVALID_VALUE',
      'A record with the value "External code" equal to "M" already exists in the database',
    ],
    ['live', '0', "A value with xmlId 'M' already exists."],
  ] as const)('refuses the external id of another value, %s', async (profile, code, message) => {
    const portal = await testPortal({ profile });
    await addProperty(portal, { propertyType: 'L' });
    const other = await addProperty(portal, { propertyType: 'L' });
    await addEnum(portal, LIST, 'Medium', { xmlId: 'M' });
    const { id } = await addEnum(portal, LIST, 'Large');
    await addEnum(portal, other.id, 'Medium', { xmlId: 'M' });
    const call = portal.as(1);
    expect(await call('catalog.productPropertyEnum.add', { fields })).toEqual(
      refused(profile, code, message),
    );
    expect(await call('catalog.productPropertyEnum.update', { id, fields })).toEqual(
      refused(profile, code, message),
    );
  });

  it('takes a deleted value from products', async () => {
    const portal = await testPortal();
    await addProperty(portal, { propertyType: 'L', multiple: 'Y' });
    const red = await addEnum(portal, LIST, 'red');
    const blue = await addEnum(portal, LIST, 'blue');
    const { id } = await addProduct(portal, 'product', { property4: [red.id, blue.id] });
    await portal.as(1)('catalog.productPropertyEnum.delete', { id: red.id });
    const { result } = await portal.as(1)('catalog.product.get', { id });
    expect(result.product.property4).toEqual([
      { value: String(blue.id), valueEnum: 'blue', valueId: '2' },
    ]);
  });

  it('is for those who may edit the catalog', async () => {
    const portal = await testPortal();
    await addProperty(portal, { propertyType: 'L' });
    const editor = await portal.userWith('catalog.read', 'iblock.edit');
    const { status } = await portal.as(editor)('catalog.productPropertyEnum.add', { fields });
    expect(status).toBe(200);
  });
});
