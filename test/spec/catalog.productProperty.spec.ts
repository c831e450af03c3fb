import { describe, expect, it } from 'vitest';
import { isoTime } from '../../src/core/wire/time.ts';
import { PNG } from '../images/fixtures.ts';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { describeCrud } from './_crud.ts';
import { addEnum, addImage, addProduct, addProperty, profiles, refused } from './_given.ts';

const timestampX = isoTime(1_750_000_000);
const row = {
  active: 'Y',
  code: 'COLOUR',
  colCount: 30,
  defaultValue: null,
  fileType: null,
  filtrable: 'N',
  hint: null,
  iblockId: PRODUCTS,
  isRequired: 'N',
  linkIblockId: null,
  listType: 'L',
  multiple: 'N',
  multipleCnt: null,
  name: 'Colour',
  propertyType: 'S',
  rowCount: 1,
  searchable: 'N',
  sort: 500,
  timestampX,
  userType: null,
  userTypeSettings: null,
  withDescription: null,
  xmlId: null,
};

describeCrud({
  entity: 'catalog.productProperty',
  name: 'productProperty',
  plural: 'productProperties',
  fields: { iblockId: PRODUCTS, name: 'Colour', propertyType: 'S', code: 'COLOUR' },
  row,
  change: { iblockId: PRODUCTS, name: 'Shade', multiple: 'Y', listType: 'C', sort: 10, hint: '?' },
  changed: { name: 'Shade', multiple: 'Y', listType: 'C', sort: 10, hint: '?' },
  required: ['iblockId', 'name', 'propertyType'],
  openToReader: ['update', 'delete'],
  codes: { missing: '', read: '0', write: '0' },
});

const LINK = 3;
const PHOTO = 1;
const invalidType = 'Invalid property type specified';
const invalidSettings = 'Invalid custom property type settings specified';

describe('catalog.productProperty.add', () => {
  it.each([
    ['N', 'Sequence'],
    ['S', 'Date'],
    ['S', 'DateTime'],
    ['S', 'HTML'],
    ['S', 'ElementXmlID'],
    ['S', 'Money'],
    ['S', 'map_yandex'],
    ['S', 'map_google'],
    ['S', 'employee'],
    ['S', 'ECrm'],
    ['S', 'UserID'],
    ['E', 'SKU'],
    ['E', 'EList'],
    ['E', 'EAutocomplete'],
    ['G', 'SectionAuto'],
    ['G', null],
    ['F', ''],
    ['N', null],
  ])('takes type %s with user type %j', async (propertyType, userType) => {
    const added = await addProperty(await testPortal(), { propertyType, userType });
    expect(added).toMatchObject({ propertyType, userType: userType || null });
  });

  it('fills in the settings of a directory, and keeps others as they are', async () => {
    const portal = await testPortal();
    const directory = await addProperty(portal, {
      userType: 'directory',
      userTypeSettings: { tableName: 'colours' },
    });
    const settings = { group: 'N', multiple: 'N', size: 1, tableName: 'colours', width: 0 };
    expect(directory.userTypeSettings).toEqual(settings);
    const html = await addProperty(portal, {
      userType: 'HTML',
      userTypeSettings: { height: 200, deep: { a: 'b' } },
    });
    expect(html.userTypeSettings).toEqual({ deep: { a: 'b' }, height: 200 });
  });

  it('makes a yes-or-no property a list of one value', async () => {
    const portal = await testPortal();
    const added = await addProperty(portal, { propertyType: 'L', userType: 'BoolEnum' });
    expect(added).toMatchObject({ propertyType: 'L', userType: null, listType: 'C' });
    const { result } = await portal.as(2)('catalog.productPropertyEnum.list', {
      filter: { propertyId: added.id },
    });
    expect(result.productPropertyEnums).toMatchObject([{ value: 'Y', xmlId: 'Y' }]);
  });

  it.each([
    [{ iblockId: 999 }, 'The specified iblock is not a product catalog'],
    [{ iblockId: 'x' }, 'The specified iblock is not a product catalog'],
    [{ iblockId: [14] }, 'Wrong format of field "iblockId".'],
    [{ name: 'a\0b' }, 'Wrong format of field "name".'],
    [{ propertyType: 'X' }, invalidType],
    [{ propertyType: 'constructor' }, invalidType],
    [{ propertyType: 'N', userType: 'Date' }, invalidType],
    [{ propertyType: 'S', userType: 'BoolEnum' }, invalidType],
    [{ propertyType: 'S', userType: '__proto__' }, invalidType],
    [{ userTypeSettings: { a: { b: { c: 1 } } } }, invalidSettings],
    [{ userTypeSettings: 'x' }, 'Wrong format of field "userTypeSettings".'],
    [{ code: '1A' }, 'Property code cannot start with a digit'],
    [{ code: 'A-B' }, 'Property code must be up to 50 letters, digits and underscores'],
    [{ code: 'MORE_PHOTO' }, 'A property with the code MORE_PHOTO already exists'],
  ])('refuses %j', async (fields, message) => {
    const { as } = await testPortal();
    const given = { iblockId: PRODUCTS, name: 'x', propertyType: 'S', ...fields };
    expect(await as(1)('catalog.productProperty.add', { fields: given })).toEqual(
      refused('documented', '0', message),
    );
  });

  it('needs the right to edit the catalog', async () => {
    const portal = await testPortal();
    const params = { fields: { iblockId: PRODUCTS, name: 'x', propertyType: 'S' } };
    const editor = await portal.userWith('catalog.read', 'iblock.edit');
    expect((await portal.as(editor)('catalog.productProperty.add', params)).status).toBe(200);
  });
});

describe('catalog.productProperty.update', () => {
  it('needs iblockId alone', async () => {
    const { as } = await testPortal();
    const update = (fields: object) =>
      as(1)('catalog.productProperty.update', { id: PHOTO, fields });
    expect(await update({ name: 'x' })).toEqual(
      refused('documented', '0', 'Required fields: iblockId'),
    );
    expect((await update({ iblockId: PRODUCTS, sort: 5 })).result.productProperty.sort).toBe(5);
  });

  it.each([
    ['another catalog', PHOTO, { iblockId: OFFERS }, '0', 'Invalid information block code'],
    ['another type', PHOTO, { propertyType: 'S' }, '0', invalidType],
    ['another user type', PHOTO, { userType: 'HTML' }, '0', invalidType],
    ['no name', PHOTO, { name: '' }, '0', 'Required fields: name'],
    [
      'a code with a digit first',
      PHOTO,
      { code: '5' },
      '0',
      'Property code cannot start with a digit',
    ],
    [
      'the code of the pictures to be lost',
      PHOTO,
      { code: 'PICTURES' },
      '0',
      'The code MORE_PHOTO cannot be given to or taken from a property with files',
    ],
  ])('refuses %s', async (_what, id, fields, code, message) => {
    const { as } = await testPortal();
    const given = { iblockId: PRODUCTS, ...fields };
    expect(await as(1)('catalog.productProperty.update', { id, fields: given })).toEqual(
      refused('documented', code, message),
    );
  });

  it.each([{ active: 'N' }, { multiple: 'Y' }, { propertyType: 'S', userType: '' }])(
    'refuses %j for the link to parents',
    async (fields) => {
      const { as } = await testPortal();
      const given = { iblockId: OFFERS, ...fields };
      expect(
        await as(1)('catalog.productProperty.update', { id: LINK, fields: given }),
      ).toMatchObject({ status: 400, error: 'ERROR_CORE' });
    },
  );
});

describe('catalog.productProperty.list', () => {
  it('lists the properties of all catalogs, and none of what is no catalog', async () => {
    const { as } = await testPortal();
    const list = async (params: object) => {
      const { result } = await as(2)('catalog.productProperty.list', params);
      return result.productProperties.map(({ id }: { id: number }) => id);
    };
    expect(await list({})).toEqual([1, 2, 3]);
    expect(await list({ filter: { iblockId: OFFERS }, order: { sort: 'asc' } })).toEqual([3, 2]);
    expect(await list({ filter: { iblockId: 999 } })).toEqual([]);
    expect(await list({ filter: { propertyType: ['E', 'G'] } })).toEqual([3]);
  });
});

describe('catalog.productProperty.get and getFields', () => {
  it('describes the settings as they are', async () => {
    const { as } = await testPortal();
    const { result } = await as(2)('catalog.productProperty.getFields');
    expect(result.productProperty.userTypeSettings.type).toBe('productpropertysettings');
    const { result: one } = await as(2)('catalog.productProperty.get', { id: LINK });
    expect(one.productProperty).toMatchObject({ code: 'CML2_LINK', userType: 'SKU' });
  });
});

describe('catalog.productProperty.delete', () => {
  it('takes values, list values, features and section settings along', async () => {
    const portal = await testPortal();
    const { id } = await addProperty(portal, { propertyType: 'L', multiple: 'Y' });
    const { id: value } = await addEnum(portal, id, 'red');
    await portal.as(1)('catalog.productPropertyFeature.add', {
      fields: { propertyId: id, moduleId: 'iblock', featureId: 'LIST_PAGE_SHOW', isEnabled: 'Y' },
    });
    await addProduct(portal, 'product', { [`property${id}`]: [value] });
    const count = async () => {
      const { query } = portal.store.reader;
      const tables = [
        'propertyValue',
        'productPropertyEnum',
        'productPropertyFeature',
        'productPropertySection',
      ] as const;
      const rows = tables.map((table) =>
        query.selectFrom(table).select('id').where('propertyId', '=', id).execute(),
      );
      return (await Promise.all(rows)).map((found) => found.length);
    };
    expect(await count()).toEqual([1, 1, 1, 1]);
    expect((await portal.as(1)('catalog.productProperty.delete', { id })).result).toBe(true);
    expect(await count()).toEqual([0, 0, 0, 0]);
  });

  it('takes files along, of MORE_PHOTO too, and no others', async () => {
    const portal = await testPortal();
    const { id } = await addProperty(portal, { propertyType: 'F' });
    const product = await addProduct(portal, 'product', {
      [`property${id}`]: { value: { fileData: ['a.txt', 'YQ=='] } },
    });
    await addImage(portal, product.id, PNG);
    await portal.as(1)('catalog.productProperty.delete', { id });
    expect(await portal.storedHashes()).toHaveLength(1);
    await portal.as(1)('catalog.productProperty.delete', { id: PHOTO });
    expect(await portal.storedHashes()).toEqual([]);
  });

  it.each(profiles)('refuses the link to parents in profile %s', async (profile) => {
    const { as } = await testPortal({ profile });
    expect(await as(1)('catalog.productProperty.delete', { id: LINK })).toMatchObject({
      status: 400,
      error: 'ERROR_CORE',
    });
  });
});
