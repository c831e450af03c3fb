import { describe, expect, it } from 'vitest';
import { up } from '../../src/store/migrations/0018_mainSection.ts';
import { PRODUCTS, testPortal } from '../portal.ts';

/**
 * Sections of products: the main one is one of the list, and a list without a main one gets the smallest
 * id (the vendor's api_help of iblock, on binding elements to sections).
 */
type Fields = Record<string, unknown>;
type Sections = readonly [main: number | null, all: number[] | null];

const added: readonly (readonly [fields: Fields, expected: Sections])[] = [
  [{}, [null, null]],
  [{ iblockSection: [13, 14] }, [13, [13, 14]]],
  [{ iblockSection: [14, 13] }, [13, [14, 13]]],
  [{ iblockSection: [14] }, [14, [14]]],
  [{ iblockSectionId: 14 }, [14, [14]]],
  [{ iblockSectionId: 14, iblockSection: [13, 14] }, [14, [13, 14]]],
  [{ iblockSectionId: 14, iblockSection: [13] }, [13, [13]]],
  [{ iblockSectionId: 14, iblockSection: [] }, [14, [14]]],
  [{ iblockSectionId: null, iblockSection: [13] }, [13, [13]]],
];

/** Of a product in 13 and 14, the main one 14. */
const updated: readonly (readonly [fields: Fields, expected: Sections])[] = [
  [{ name: 'Other' }, [14, [13, 14]]],
  [{ iblockSectionId: 13 }, [13, [13, 14]]],
  [{ iblockSectionId: null }, [null, null]],
  [{ iblockSection: [13] }, [13, [13]]],
  [{ iblockSection: [] }, [null, null]],
  [{ iblockSection: [14, 13] }, [14, [14, 13]]],
  [{ iblockSectionId: 13, iblockSection: [14] }, [14, [14]]],
];

async function shelf() {
  const { as } = await testPortal();
  const read = async (filter: object): Promise<unknown> => {
    const select = ['id', 'iblockId', 'iblockSection'];
    const asked = {
      select: [...select, 'iblockSectionId'],
      filter: { iblockId: PRODUCTS, ...filter },
    };
    const { result } = await as(1)('catalog.product.list', asked);
    const alone = await as(1)('catalog.product.list', { ...asked, select });
    const [row] = result.products;
    expect(alone.result.products[0]?.iblockSection).toEqual(row?.iblockSection);
    return row && [row.iblockSectionId, row.iblockSection];
  };
  const add = async (fields: Fields): Promise<number> => {
    const all = { iblockId: PRODUCTS, name: 'Lamp', ...fields };
    return (await as(1)('catalog.product.add', { fields: all })).result.element.id;
  };
  return { as: as(1), add, read };
}

describe('sections of a product', () => {
  it.each(added)('added with %j', async (fields, expected) => {
    const { add, read } = await shelf();
    const id = await add(fields);
    expect(await read({ id })).toEqual(expected);
    if (expected[0]) expect(await read({ iblockSectionId: expected[0] })).toEqual(expected);
  });

  it.each(updated)('changed by %j', async (fields, expected) => {
    const { as, add, read } = await shelf();
    const id = await add({ iblockSectionId: 14, iblockSection: [13, 14] });
    await as('catalog.product.update', { id, fields });
    expect(await read({ id })).toEqual(expected);
  });

  it('a main section that is none of its sections takes the place of all', async () => {
    const { as, add, read } = await shelf();
    const fields = { iblockId: PRODUCTS, name: 'Attic' };
    const attic = (await as('catalog.section.add', { fields })).result.section.id;
    const id = await add({ iblockSection: [13, 14] });
    await as('catalog.product.update', { id, fields: { iblockSectionId: attic } });
    expect(await read({ id })).toEqual([attic, [attic]]);
  });
});

describe('sections that were kept before they knew of one another', () => {
  it.each([
    ['a list alone', null, '[14,13]', 13, '[14,13]'],
    ['another main one', 99, '[13,14]', 13, '[13,14]'],
    ['a list of one', null, '[13]', 13, null],
    ['the same main one', 14, '[13,14]', 14, '[13,14]'],
    ['no list', 14, null, 14, null],
    ['a list of none', 14, '[]', 14, null],
  ])('%s', async (_what, main, list, mainAfter, listAfter) => {
    const { store } = await testPortal();
    const row = await store.write(async ({ query }) => {
      const product = { iblockId: PRODUCTS, name: 'Lamp', type: 1, active: 'Y' };
      const sections = { iblockSectionId: main, iblockSection: list };
      const { id } = await query
        .insertInto('product')
        .values({ ...product, ...sections })
        .returning('id')
        .executeTakeFirstOrThrow();
      await up(query as never);
      return query
        .selectFrom('product')
        .select(['iblockSectionId', 'iblockSection'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
    });
    expect(row).toEqual({ iblockSectionId: mainAfter, iblockSection: listAfter });
  });
});
