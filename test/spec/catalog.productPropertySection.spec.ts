import { describe, expect, it } from 'vitest';
import { PRODUCTS, testPortal } from '../portal.ts';
import { addProperty, refused } from './_given.ts';

const ENTITY = 'catalog.productPropertySection';
const fresh = {
  displayExpanded: 'N',
  displayType: 'F',
  filterHint: null,
  propertyId: 4,
  smartFilter: 'N',
};
const denied = refused('documented', '0', 'Access Denied');
const missing = refused('documented', '', 'productPropertySection does not exist.');

describe('catalog.productPropertySection.get', () => {
  it('reads what every property has from the start', async () => {
    const portal = await testPortal();
    await addProperty(portal);
    const { result } = await portal.as(2)(`${ENTITY}.get`, { propertyId: 4 });
    expect(result).toEqual({ productPropertySection: fresh });
  });

  it('refuses an unknown property, and callers without rights', async () => {
    const { as } = await testPortal();
    expect(await as(2)('catalog.productPropertySection.get', { propertyId: 99 })).toEqual(missing);
    expect(await as(99)('catalog.productPropertySection.get', { propertyId: 1 })).toEqual(denied);
  });
});

describe('catalog.productPropertySection.set', () => {
  it('stores what is given and answers the raw row', async () => {
    const portal = await testPortal();
    await addProperty(portal);
    const fields = { smartFilter: 'Y', displayType: 'K', filterHint: 'Which?' };
    const { result } = await portal.as(1)('catalog.productPropertySection.set', {
      propertyId: 4,
      fields,
    });
    expect(result.productPropertySection).toEqual({
      ...fresh,
      ...fields,
      iblockId: String(PRODUCTS),
      propertyId: '4',
      sectionId: '0',
    });
    const read = await portal.as(2)(`${ENTITY}.get`, { propertyId: 4 });
    expect(read.result.productPropertySection).toEqual({ ...fresh, ...fields });
  });

  it.each([
    [{ displayType: 'Z' }],
    [{ displayType: 'FK' }],
    [{ smartFilter: 'yes' }],
    [{ propertyId: 1 }],
    [{ nope: 1 }],
    [{}],
  ])('drops %j', async (fields) => {
    const portal = await testPortal();
    await addProperty(portal);
    await portal.as(1)(`${ENTITY}.set`, { propertyId: 4, fields });
    const { result } = await portal.as(2)(`${ENTITY}.get`, { propertyId: 4 });
    expect(result.productPropertySection).toEqual(fresh);
  });

  it.each([
    [{ propertyId: 99, fields: {} }, 1, missing],
    [{ propertyId: 1, fields: {} }, 99, denied],
    [
      { propertyId: 1, fields: { filterHint: ['x'] } },
      1,
      refused('documented', '0', 'Wrong format of field "filterHint".'),
    ],
    [
      { propertyId: 1 },
      1,
      refused('documented', '100', 'Could not find value for parameter {fields}'),
    ],
  ])('refuses %j of user %i', async (params, user, refusal) => {
    const { as } = await testPortal();
    expect(await as(user)(`${ENTITY}.set`, params)).toEqual(refusal);
  });

  it('needs the right to the information block as documented; a portal asks for none', async () => {
    const params = { propertyId: 1, fields: { smartFilter: 'Y' } };
    const documented = await testPortal();
    expect(await documented.as(2)(`${ENTITY}.set`, params)).toEqual(denied);
    const live = await testPortal({ profile: 'live' });
    expect((await live.as(2)(`${ENTITY}.set`, params)).status).toBe(200);
  });
});

describe('catalog.productPropertySection.list and getFields', () => {
  it('lists the settings of properties', async () => {
    const { as } = await testPortal();
    await as(1)(`${ENTITY}.set`, { propertyId: 2, fields: { displayType: 'K' } });
    const { result, total } = await as(2)('catalog.productPropertySection.list', {
      select: ['propertyId', 'displayType'],
      filter: { displayType: 'F' },
      order: { propertyId: 'DESC' },
    });
    expect(result.productPropertySections).toEqual([
      { displayType: 'F', propertyId: 3 },
      { displayType: 'F', propertyId: 1 },
    ]);
    expect(total).toBe(2);
    expect(await as(99)('catalog.productPropertySection.list')).toEqual(denied);
  });

  it('describes its fields', async () => {
    const { as } = await testPortal();
    const { result } = await as(2)('catalog.productPropertySection.getFields');
    expect(result.productPropertySection.displayType.type).toBe('char');
    expect(await as(99)('catalog.productPropertySection.getFields')).toEqual(denied);
  });
});
