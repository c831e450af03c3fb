import { describe, expect, it } from 'vitest';
import { PRODUCTS, testPortal } from '../portal.ts';
import { type AnyRow, addProduct } from './_given.ts';

const METHOD = 'catalog.product.list';
const ALL = [1, 2, 3, 4];

/** Four products; the table below says which of them a condition leaves. */
async function given() {
  const portal = await testPortal();
  await addProduct(portal, 'product', {
    name: 'Chair',
    code: 'chair',
    sort: 10,
    weight: 1.5,
    dateActiveFrom: '2024-01-01T00:00:00Z',
  });
  await addProduct(portal, 'product', {
    name: 'Armchair',
    code: 'arm',
    sort: 20,
    active: 'N',
    dateActiveFrom: '2024-06-01T00:00:00Z',
  });
  await addProduct(portal, 'product', { name: '50% off_set', sort: 30, iblockSectionId: 13 });
  await addProduct(portal, 'service', { name: 'O\'Neil \\ "quoted"', sort: 40 });
  return async (filter: object) => {
    const answer = await portal.as(2)(METHOD, {
      select: ['id', 'iblockId'],
      filter: { iblockId: PRODUCTS, ...filter },
    });
    if (answer.status !== 200) throw new Error(answer.error_description);
    const rows: AnyRow[] = answer.result.products;
    expect(answer.total).toBe(rows.length);
    return rows.map(({ id }) => id);
  };
}

const cases: [filter: Record<string, unknown>, ids: number[]][] = [
  [{ id: 2 }, [2]],
  [{ id: '2' }, [2]],
  [{ ID: 2 }, [1, 2, 3, 4]],
  [{ '>ID': 2 }, [1, 2, 3, 4]],
  [{ Id: 2 }, [2]],
  [{ '=id': 2 }, [2]],
  [{ id: [1, '3', 999] }, [1, 3]],
  [{ id: { a: 1, b: 4 } }, [1, 4]],
  [{ id: [] }, []],
  // b24-rest-docs#181: product lists do not take the prefix, and what is not taken is dropped.
  [{ '@id': [1, 2] }, [1, 2, 3, 4]],
  [{ '!@id': [1, 2] }, [1, 2, 3, 4]],
  [{ '!id': [1, 2] }, [3, 4]],
  [{ '!id': 1 }, [2, 3, 4]],
  [{ '!=id': 1 }, [2, 3, 4]],
  [{ '!=id': [1, 2] }, [3, 4]],
  [{ '!id': [] }, ALL],
  [{ '>id': 2 }, [3, 4]],
  [{ '>=id': 2 }, [2, 3, 4]],
  [{ '<id': 2 }, [1]],
  [{ '<=id': '2' }, [1, 2]],
  [{ '>id': 1, '<id': 4 }, [2, 3]],
  [{ '>id': 'x' }, ALL],
  [{ '>=sort': 20, active: 'Y' }, [3, 4]],
  [{ type: 7 }, [4]],
  [{ name: 'Chair' }, [1]],
  [{ '=name': 'Chair' }, [1]],
  [{ name: ['Chair', 'Armchair'] }, [1, 2]],
  [{ '!name': 'Chair' }, [2, 3, 4]],
  [{ '%name': 'chair' }, [1, 2]],
  [{ '%name': '%' }, [3]],
  [{ '%name': '_' }, [3]],
  [{ '%name': '\\' }, [4]],
  [{ '!%name': 'chair' }, [3, 4]],
  [{ '=%name': 'Ch%' }, [1]],
  [{ '%=name': '%chair' }, [1, 2]],
  [{ '=%name': 'Cha_r' }, [1]],
  [{ '=%name': 'Ch' }, []],
  [{ '!=%name': '%chair' }, [3, 4]],
  [{ '!%=name': '%chair' }, [3, 4]],
  [{ '%code': 'a' }, [1, 2]],
  [{ '!%code': 'chair' }, [2, 3, 4]],
  [{ code: null }, [3, 4]],
  [{ '!code': null }, [1, 2]],
  [{ '!code': 'chair' }, [2, 3, 4]],
  [{ '!=%code': 'c%' }, [2, 3, 4]],
  [{ iblockSectionId: 13 }, [3]],
  [{ iblockSectionId: '' }, [1, 2, 4]],
  [{ active: 'N' }, [2]],
  [{ '!active': 'N' }, [1, 3, 4]],
  [{ active: 'no' }, ALL],
  [{ active: true }, ALL],
  [{ weight: 1.5 }, [1]],
  [{ weight: '1.5' }, [1]],
  [{ dateActiveFrom: '2024-01-01T02:00:00+02:00' }, [1]],
  [{ '>dateActiveFrom': '2024-03-01' }, [2]],
  [{ '<=dateActiveFrom': '01.03.2024' }, [1]],
  [{ '>dateActiveFrom': 'soon' }, ALL],
  [{ name: 'O\'Neil \\ "quoted"' }, [4]],
];

const ignored: Record<string, unknown>[] = [
  { nope: 1 },
  { NAME: 'Chair' },
  { property258: 'x' },
  { '><id': [1, 2] },
  { '==id': 1 },
  { '~id': 1 },
  { '?name': 'Chair' },
  { '*name': 'Chair' },
  { '*=name': 'Chair' },
  { '*%name': 'Chair' },
  { '+name': 'Chair' },
  { '!+id': 1 },
  { LOGIC: 'OR', 0: { id: 1 }, 1: { id: 2 } },
  { 0: '' },
  { '': 1 },
  { '>': 1 },
  { detailPicture: 1 },
  { '>id': [1, 2] },
  { '%name': ['Chair'] },
  { '>id': { value: 3 } },
  JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}'),
  { 'id) or (1=1': 1 },
  { 'id" = 1 --': 1 },
  { [`${'x'.repeat(1000)}`]: 1 },
];

const SQL = ["' or 1=1 --", "'; drop table product; --", '" or ""="', "%' or '%'='"];

describe('catalog.product.list filters', () => {
  it.each(cases)('%j', async (filter, expected) => {
    const ids = await given();
    expect(await ids(filter)).toEqual(expected);
  });

  it.each(ignored)('not by %j', async (filter) => {
    const ids = await given();
    expect(await ids(filter)).toEqual(ALL);
  });

  it.each(SQL)('by SQL as a mere value: %j', async (text) => {
    const ids = await given();
    for (const prefix of ['', '=', '%', '=%', '>=']) {
      if (prefix !== '>=') expect(await ids({ [`${prefix}name`]: text })).toEqual([]);
      else await ids({ [`${prefix}name`]: text });
    }
    expect(await ids({})).toEqual(ALL);
  });

  it('with at most 5000 values and 255 characters of a pattern', async () => {
    const ids = await given();
    const numbers = Array.from({ length: 5000 }, (_, n) => n + 2);
    expect(await ids({ id: numbers })).toEqual([2, 3, 4]);
    await expect(ids({ id: [...numbers, 1] })).rejects.toThrow('at most 5000 values, 5001 given');
    expect(await ids({ '%name': 'x'.repeat(255) })).toEqual([]);
    await expect(ids({ '%name': 'x'.repeat(256) })).rejects.toThrow('at most 255 characters');
  });

  it('by no zero byte in a pattern', async () => {
    const ids = await given();
    expect(await ids({ name: '\0' })).toEqual([]);
    await expect(ids({ '%name': '\0' })).rejects.toThrow('A pattern of a filter holds a zero byte');
  });
});
