import { describe, expect, it } from 'vitest';
import { PNG } from '../images/fixtures.ts';
import { PRODUCTS } from '../portal.ts';
import { refused } from './_given.ts';
import { withProperty } from './_properties.ts';

/** `isRequired` of catalog.productProperty.add: without a value the product is not saved. */
const notProvided = refused('documented', '0', 'Required fields are not provided');

const kinds: readonly (readonly [type: string, property: object, value: unknown])[] = [
  ['a text', { propertyType: 'S' }, 'oak'],
  ['a number', { propertyType: 'N' }, 5],
  ['a list of texts', { propertyType: 'S', multiple: 'Y' }, ['oak', 'ash']],
  ['a file', { propertyType: 'F' }, { fileData: ['a.png', PNG] }],
];

describe('a required property', () => {
  it.each(kinds)('%s', async (_type, property, value) => {
    const portal = await withProperty({ ...property, isRequired: 'Y' });
    const as = portal.as(1);
    const add = (fields: object) =>
      as('catalog.product.add', { fields: { iblockId: PRODUCTS, name: 'Chair', ...fields } });
    const count = async () => {
      const list = { select: ['id', 'iblockId'], filter: { iblockId: PRODUCTS } };
      return (await as('catalog.product.list', list)).total;
    };
    expect(await add({})).toEqual(notProvided);
    expect(await add({ property4: '' })).toEqual(notProvided);
    expect(await count()).toBe(0);

    const { id } = (await add({ property4: value })).result.element;
    const update = (fields: object) => as('catalog.product.update', { id, fields });
    expect((await update({ sort: 7 })).status).toBe(200);
    const before = (await as('catalog.product.get', { id })).result.product;
    expect(before).toMatchObject({ sort: 7 });
    const valueId = [before.property4].flat()[0].valueId;
    const isFile = (property as { propertyType: string }).propertyType === 'F';
    const empty = isFile ? { valueId, value: { remove: 'Y' } } : { value: '' };
    const emptied = Array.isArray(value) ? [empty] : empty;
    expect(await update({ name: 'Stool', property4: emptied })).toEqual(notProvided);
    expect((await as('catalog.product.get', { id })).result.product).toEqual(before);
  });

  it('that became one later is asked for at the next change', async () => {
    const portal = await withProperty({ propertyType: 'S' });
    const as = portal.as(1);
    const fields = { iblockId: PRODUCTS, name: 'Chair' };
    const { id } = (await as('catalog.product.add', { fields })).result.element;
    await as('catalog.productProperty.update', {
      id: 4,
      fields: { iblockId: PRODUCTS, name: 'Wood', propertyType: 'S', isRequired: 'Y' },
    });
    const update = (more: object) => as('catalog.product.update', { id, fields: more });
    expect(await update({ sort: 7 })).toEqual(notProvided);
    expect((await update({ sort: 7, property4: { value: 'oak' } })).status).toBe(200);
  });
});
