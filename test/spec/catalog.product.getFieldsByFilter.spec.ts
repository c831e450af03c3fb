import { describe, expect, it } from 'vitest';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { addProperty, profiles, refused } from './_given.ts';

const methods = [
  ['product', 'catalog.product.getFieldsByFilter', PRODUCTS, OFFERS],
  ['sku', 'catalog.product.sku.getFieldsByFilter', PRODUCTS, OFFERS],
  ['offer', 'catalog.product.offer.getFieldsByFilter', OFFERS, PRODUCTS],
  ['service', 'catalog.product.service.getFieldsByFilter', PRODUCTS, OFFERS],
] as const;

const dynamic = { isDynamic: true, isImmutable: false, isReadOnly: false, type: 'productproperty' };

describe.each(methods)('the fields of a %s: %s', (name, method, iblockId, other) => {
  it('are named, with the active properties of the catalog', async () => {
    const portal = await testPortal();
    const colour = { iblockId, name: 'Colour', propertyType: 'L', multiple: 'Y', isRequired: 'Y' };
    await addProperty(portal, colour);
    await addProperty(portal, { iblockId, userType: 'Date', name: 'Since' });
    await addProperty(portal, { iblockId, active: 'N' });
    await addProperty(portal, { iblockId: other });
    const { result } = await portal.as(2)(method, { filter: { iblockId } });
    const fields = result[name];
    expect(fields.name).toEqual({
      isImmutable: false,
      isReadOnly: false,
      isRequired: true,
      name: 'Name',
      type: 'string',
    });
    expect(fields.property4).toEqual({
      ...dynamic,
      isMultiple: true,
      isRequired: true,
      name: 'Colour',
      propertyType: 'L',
      userType: '',
    });
    expect(fields.property5).toMatchObject({ isMultiple: false, userType: 'Date' });
    const photo = iblockId === PRODUCTS ? 'property1' : 'property2';
    const own = Object.keys(fields).filter((key) => /^property/.test(key));
    expect(own).toEqual([photo, 'property4', 'property5']);
  });

  it.each(profiles)('refuses what it cannot describe in profile %s', async (profile) => {
    const { as } = await testPortal({ profile });
    const denied = refused(profile, '200040300010', 'Access Denied');
    const empty = refused(profile, '0', 'parameter - iblockId is empty');
    const noCatalog = refused(profile, '0', 'iblock is not catalog');
    expect(await as(2)(method)).toEqual(
      refused(profile, '100', 'Could not find value for parameter {filter}'),
    );
    expect(await as(99)(method, { filter: { iblockId } })).toEqual(denied);
    expect(await as(2)(method, { filter: {} })).toEqual(empty);
    expect(await as(2)(method, { filter: { iblockId: [iblockId] } })).toEqual(empty);
    expect(await as(2)(method, { filter: { iblockId: 'x' } })).toEqual(noCatalog);
    expect(await as(2)(method, { filter: { iblockId: 999 } })).toEqual(noCatalog);
    expect(await as(2)(method, { filter: { iblockId: other } })).toEqual(
      refused(profile, '0', 'productType is not allowed for this catalog'),
    );
  });
});

describe('the link to the parent', () => {
  it('is parentId of variations, a property like others', async () => {
    const { as } = await testPortal();
    const { result } = await as(2)('catalog.product.offer.getFieldsByFilter', {
      filter: { iblockId: OFFERS },
    });
    expect(result.offer.parentId).toMatchObject({
      isDynamic: true,
      propertyType: 'E',
      userType: 'SKU',
    });
    expect(result.offer).not.toHaveProperty('property3');
  });

  it('is told with the fields that the documentation leaves out in profile live', async () => {
    const { as } = await testPortal({ profile: 'live' });
    const { result } = await as(2)('catalog.product.offer.getFieldsByFilter', {
      filter: { iblockId: OFFERS },
    });
    for (const [field, { name }] of Object.entries<{ name: string }>(result.offer)) {
      expect(name, field).toMatch(/^[A-Z]/);
    }
    expect(Object.keys(result.offer)).toContain('barcodeMulti');
  });
});
