import { describe, expect, it } from 'vitest';
import { PRODUCTS, testPortal } from '../portal.ts';
import { refused } from './_given.ts';

const readOnly = [
  {
    entity: 'catalog.ratio',
    name: 'ratio',
    row: { id: 1, isDefault: 'Y', productId: 1, ratio: 2.5 },
    code: '',
  },
  {
    entity: 'catalog.extra',
    name: 'extra',
    row: { id: 1, name: 'Retail', percentage: 5.1 },
    code: '202000000000',
  },
] as const;

async function given() {
  const portal = await testPortal();
  await portal.as(1)('catalog.product.add', { fields: { iblockId: PRODUCTS, name: 'One' } });
  await portal.store.write(async ({ query }) => {
    await query.insertInto('ratio').values({ productId: 1, ratio: 2.5, isDefault: 'Y' }).execute();
    await query.insertInto('extra').values({ name: 'Retail', percentage: 5.1 }).execute();
  });
  return portal;
}

describe.each(readOnly)('$entity', ({ entity, name, row, code }) => {
  it('is read alone and in a list', async () => {
    const { as } = await given();
    expect((await as(2)(`${entity}.get`, { id: 1 })).result).toEqual({ [name]: row });
    const { result, total } = await as(2)(`${entity}.list`, { order: { id: 'DESC' } });
    expect({ result, total }).toEqual({ result: { [`${name}s`]: [row] }, total: 1 });
  });

  it('describes the fields of a row', async () => {
    const { as } = await given();
    const { result } = await as(2)(`${entity}.getFields`);
    expect(Object.keys(result[name])).toEqual(Object.keys(row));
  });

  it('is missing under another id', async () => {
    const { as } = await given();
    expect(await as(1)(`${entity}.get`, { id: 99 })).toEqual(
      refused('documented', code, `${name} does not exist.`),
    );
  });

  it.each(['get', 'list', 'getFields'])('%s is closed without the right', async (verb) => {
    const { as } = await given();
    expect(await as(99)(`${entity}.${verb}`, { id: 1 })).toEqual(
      refused('documented', '200040300010', 'Access Denied'),
    );
  });

  it('has no way to be written', async () => {
    const { as } = await given();
    for (const verb of ['add', 'update', 'delete']) {
      expect((await as(1)(`${entity}.${verb}`, { id: 1 })).status).toBe(404);
    }
  });
});

describe('a ratio', () => {
  it('goes with its product', async () => {
    const { as } = await given();
    await as(1)('catalog.product.delete', { id: 1 });
    expect((await as(1)('catalog.ratio.list')).total).toBe(0);
  });
});

describe('catalog.enum', () => {
  const ids = (list: { id: unknown }[]) => list.map(({ id }) => id);

  it.each([
    ['catalog.enum.getRoundTypes', [1, 2, 4]],
    ['catalog.enum.getStoreDocumentTypes', ['A', 'S', 'M', 'R', 'D']],
    ['catalog.enum.getProductTypes', [1, 2, 3, 4, 5, 6, 7]],
  ])('%s is told to anyone', async (name, expected) => {
    const { as } = await testPortal();
    expect(ids((await as(99)(name)).result.enum)).toEqual(expected);
  });

  it('catalog.enum.getProductPropertyTypes names type and user type', async () => {
    const { as } = await testPortal();
    const { result } = await as(99)('catalog.enum.getProductPropertyTypes');
    expect(result.enum.BOOL_ENUM).toEqual({ propertyType: 'L', userType: 'BoolEnum' });
    expect(Object.keys(result.enum)).toHaveLength(7);
  });
});
