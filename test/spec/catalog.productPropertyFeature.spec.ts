import { describe, expect, it } from 'vitest';
import { OFFERS, testPortal } from '../portal.ts';
import { type AnyRow, addProperty, type Portal, refused } from './_given.ts';

const ENTITY = 'catalog.productPropertyFeature';
const show = { moduleId: 'iblock', featureId: 'LIST_PAGE_SHOW', isEnabled: 'Y' };

async function given(fields: object = {}) {
  const portal = await testPortal();
  const property = await addProperty(portal, fields);
  return { portal, property, fields: { ...show, propertyId: property.id } };
}

async function added() {
  const one = await given();
  const { result } = await one.portal.as(1)(`${ENTITY}.add`, { fields: one.fields });
  return { ...one, row: result.productPropertyFeature as AnyRow };
}

describe('catalog.productPropertyFeature.add, get, list and update', () => {
  it('stores, reads and changes one', async () => {
    const { portal, property, row } = await added();
    expect(row).toEqual({ ...show, id: 1, propertyId: property.id });
    expect((await portal.as(2)('catalog.productPropertyFeature.get', { id: 1 })).result).toEqual({
      productPropertyFeature: row,
    });
    const fields = { ...row, isEnabled: 'N' };
    const { result } = await portal.as(1)('catalog.productPropertyFeature.update', {
      id: 1,
      fields,
    });
    expect(result.productPropertyFeature).toEqual({ ...row, isEnabled: 'N' });
    const listed = await portal.as(2)('catalog.productPropertyFeature.list', {
      filter: { isEnabled: 'N' },
    });
    expect(listed.result.productPropertyFeatures).toEqual([{ ...row, isEnabled: 'N' }]);
  });

  it('reads the fields of one', async () => {
    const { as } = await testPortal();
    const { result } = await as(2)('catalog.productPropertyFeature.getFields');
    expect(result.productPropertyFeature.isEnabled).toMatchObject({
      isRequired: true,
      type: 'char',
    });
  });

  it.each([
    [{}, 'Required fields: propertyId, moduleId, featureId, isEnabled'],
    [{ ...show, propertyId: 999 }, 'productPropertyFeature does not exist.'],
    [{ ...show, propertyId: 4, featureId: 'NOPE' }, 'Invalid property parameter set'],
    [{ ...show, propertyId: 4, moduleId: 'catalog' }, 'Invalid property parameter set'],
    [{ ...show, propertyId: 4, moduleId: {} }, 'Wrong format of field "moduleId".'],
    [{ ...show, propertyId: 4 }, 'Duplicate entry for key [propertyId, moduleId, featureId]'],
  ])('add refuses %j', async (fields, message) => {
    const { portal } = await added();
    expect(await portal.as(1)(`${ENTITY}.add`, { fields })).toEqual(
      refused('documented', '0', message),
    );
  });

  it('a duplicate of another feature is no update', async () => {
    const { portal, fields } = await added();
    const detail = { ...fields, featureId: 'DETAIL_PAGE_SHOW' };
    await portal.as(1)(`${ENTITY}.add`, { fields: detail });
    expect(await portal.as(1)(`${ENTITY}.update`, { id: 2, fields })).toEqual(
      refused('documented', '0', 'Duplicate entry for key [propertyId, moduleId, featureId]'),
    );
    const { id } = await addProperty(portal);
    expect(
      await portal.as(1)(`${ENTITY}.update`, { id: 2, fields: { ...detail, propertyId: id } }),
    ).toEqual(refused('documented', '0', 'The property of a feature cannot be changed'));
  });

  it.each(['get', 'getFields', 'list', 'add', 'update'])(
    '%s is closed without rights',
    async (verb) => {
      const { portal, fields } = await added();
      const params = { id: 1, fields };
      const denied = refused('documented', '0', 'Access Denied');
      expect(await portal.as(99)(`${ENTITY}.${verb}`, params)).toEqual(denied);
      const changes = verb === 'add' || verb === 'update';
      const reader = await portal.as(2)(`${ENTITY}.${verb}`, params);
      if (changes) expect(reader).toEqual(denied);
      else expect(reader.status).toBe(200);
    },
  );
});

describe('catalog.productPropertyFeature.getAvailableFeaturesByProperty', () => {
  const available = async (portal: Portal, propertyId: number) => {
    const { result } = await portal.as(2)(`${ENTITY}.getAvailableFeaturesByProperty`, {
      propertyId,
    });
    return result.features.slice(2).map((one: AnyRow) => one.featureId);
  };

  it.each([
    [{ propertyType: 'S' }, []],
    [{ propertyType: 'S', multiple: 'Y' }, ['IN_BASKET']],
    [{ propertyType: 'L' }, ['IN_BASKET']],
    [{ propertyType: 'F', multiple: 'Y' }, []],
    [{ propertyType: 'S', iblockId: OFFERS }, ['IN_BASKET']],
    [{ propertyType: 'L', iblockId: OFFERS }, ['IN_BASKET', 'OFFER_TREE']],
    [{ propertyType: 'L', iblockId: OFFERS, multiple: 'Y' }, ['IN_BASKET']],
    [{ propertyType: 'E', iblockId: OFFERS }, ['IN_BASKET', 'OFFER_TREE']],
    [{ propertyType: 'E', userType: 'SKU', iblockId: OFFERS }, ['IN_BASKET']],
    [{ propertyType: 'S', userType: 'directory', iblockId: OFFERS }, ['IN_BASKET', 'OFFER_TREE']],
    [{ propertyType: 'F', iblockId: OFFERS }, []],
  ])('of %j are the two of pages and %j', async (fields, features) => {
    const { portal, property } = await given(fields);
    expect(await available(portal, property.id)).toEqual(features);
  });

  it('refuses an unknown property, and callers without rights', async () => {
    const { as } = await testPortal();
    const call = (user: number, propertyId: unknown) =>
      as(user)(`${ENTITY}.getAvailableFeaturesByProperty`, { propertyId });
    expect(await call(2, 999)).toEqual(
      refused('documented', '', 'productPropertyFeature does not exist.'),
    );
    expect(await call(99, 1)).toEqual(refused('documented', '0', 'Access Denied'));
  });
});
