import { describe, expect, it } from 'vitest';
import { PRODUCTS, testPortal } from '../portal.ts';

/**
 * The pages of add and update of all four kinds of products write `IblockSection`; a portal turns
 * names to UPPER_SNAKE before it compares them (docs/protocol/encodings.md, "Names").
 */
const kinds = [
  ['catalog.product', 'element'],
  ['catalog.product.sku', 'sku'],
  ['catalog.product.service', 'service'],
] as const;

async function withSections() {
  const portal = await testPortal();
  const ids: number[] = [];
  for (const name of ['Shelf', 'Shop window']) {
    const fields = { iblockId: PRODUCTS, name };
    const { result } = await portal.as(1)('catalog.section.add', { fields });
    ids.push(result.section.id);
  }
  return { as: portal.as(1), sections: ids };
}

describe('names of fields', () => {
  it.each(kinds)('%s.add and update take IblockSection', async (entity, key) => {
    const { as, sections } = await withSections();
    const fields = { iblockId: PRODUCTS, name: 'On two shelves', IblockSection: sections };
    const added = await as(`${entity}.add`, { fields });
    const { id } = added.result[key];
    const read = async () => {
      const filter = { iblock_id: PRODUCTS, id };
      const select = ['id', 'iblockId', 'iblock_section'];
      const { result } = await as(`${entity}.list`, { select, filter });
      return (Object.values(result)[0] as { iblockSection: number[] }[])[0]?.iblockSection;
    };
    expect(await read()).toEqual(sections);
    await as(`${entity}.update`, { id, fields: { IblockSection: sections.slice(0, 1) } });
    expect(await read()).toEqual(sections.slice(0, 1));
  });

  it.each([
    ['snake case', { iblock_id: PRODUCTS, xml_id: 'A-1' }],
    ['a capital first', { IblockId: PRODUCTS, XmlId: 'A-1' }],
    ['capitals at the end', { iblockId: PRODUCTS, xmlID: 'A-1' }],
  ])('of an add: %s', async (_what, fields) => {
    const { as } = await withSections();
    const { result } = await as('catalog.product.add', { fields: { name: 'Named', ...fields } });
    expect(result.element).toMatchObject({ iblockId: PRODUCTS, name: 'Named', xmlId: 'A-1' });
  });

  it.each([
    ['IBLOCK_ID', { IBLOCK_ID: PRODUCTS, name: 'Named' }, 'iblockId'],
    ['NAME', { iblockId: PRODUCTS, NAME: 'Named' }, 'name'],
  ])('%s is no field', async (_what, fields, missing) => {
    const { as } = await withSections();
    expect(await as('catalog.product.add', { fields })).toMatchObject({
      status: 400,
      error_description: `Required fields: ${missing}`,
    });
  });

  it('inside of what is nested: the prices of a product', async () => {
    const { as } = await withSections();
    const fields = { iblockId: PRODUCTS, name: 'Named' };
    const { result } = await as('catalog.product.add', { fields });
    const prices = [{ catalog_group_id: 1, Price: 12.5, currency: 'USD' }];
    const product = { Id: result.element.id, prices };
    const answer = await as('catalog.price.modify', { fields: { product } });
    expect(answer.result.prices).toMatchObject([{ catalogGroupId: 1, price: 12.5 }]);
  });
});
