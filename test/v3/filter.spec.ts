import { describe, expect, it } from 'vitest';
import { PRODUCTS } from '../portal.ts';
import { PREFIX, v3Portal } from './_portal.ts';

it('what a group denies, rows without a value do not meet', async () => {
  const { admin, as } = await v3Portal();
  const add = async (fields: object): Promise<number> =>
    (await as(1)('catalog.product.add', { fields: { iblockId: PRODUCTS, ...fields } })).result
      .element.id;
  const ids = [
    await add({ name: 'A', code: 'a' }),
    await add({ name: 'B', code: 'bb' }),
    await add({ name: 'C' }),
  ];
  const group = { logic: 'or', negative: true, conditions: [['code', '=', 'bb']] };
  const { body } = await admin('catalog.product.list', {
    select: ['id'],
    filter: [['id', 'in', ids], group],
  });
  expect(body.result.items.map((row: { id: number }) => row.id)).toEqual([ids[0], ids[2]]);
});

describe('a filter', () => {
  const rates = async (filter: unknown) => {
    const { admin, as } = await v3Portal();
    for (const rate of [5, 7, 9]) {
      await as(1)('catalog.vat.add', { fields: { name: `Tax ${rate}`, rate, sort: rate * 10 } });
    }
    const { body } = await admin('catalog.vat.list', {
      filter: [['id', '>', 3], ...(filter as unknown[])],
      select: ['rate'],
    });
    return (
      body.error?.code.slice(PREFIX.length) ??
      body.result.items.map((r: { rate: number }) => r.rate)
    );
  };

  it.each([
    [[['rate', '=', 7]], [7]],
    [[['rate', '7']], [7]],
    [[['rate', [5, 9]]], [5, 9]],
    [[['rate', 'in', [5, 7]]], [5, 7]],
    [[['rate', '!=', 7]], [5, 9]],
    [[['rate', '>', 5]], [7, 9]],
    [[['rate', '>=', 7]], [7, 9]],
    [[['rate', '<', 7]], [5]],
    [[['rate', '<=', 7]], [5, 7]],
    [[['rate', 'between', [6, 9]]], [7, 9]],
    [[['name', 'Tax 5']], [5]],
    [
      [
        {
          logic: 'or',
          conditions: [
            ['rate', 5],
            ['sort', 90],
          ],
        },
      ],
      [5, 9],
    ],
    [
      [
        {
          logic: 'and',
          conditions: [
            ['rate', '>', 5],
            ['sort', '<', 90],
          ],
        },
      ],
      [7],
    ],
    [
      [
        {
          logic: 'or',
          conditions: [
            ['rate', 5],
            ['rate', 7],
          ],
          negative: true,
        },
      ],
      [9],
    ],
    [
      [
        {
          logic: 'or',
          conditions: [
            ['rate', 5],
            {
              type: 'filter',
              logic: 'and',
              conditions: [
                ['rate', 9],
                ['sort', 90],
              ],
            },
          ],
        },
      ],
      [5, 9],
    ],
    [[{ logic: 'or', conditions: [] }], [5, 7, 9]],
  ])('%j finds %j', async (filter, found) => {
    expect(await rates(filter)).toEqual(found);
  });

  it.each([
    ['UNKNOWNDTOPROPERTYEXCEPTION', [['nope', 1]]],
    ['UNKNOWNDTOPROPERTYEXCEPTION', [["id' or 1=1 --", 1]]],
    ['UNKNOWNDTOPROPERTYEXCEPTION', [['__proto__', 1]]],
    ['UNKNOWNFILTEROPERATOREXCEPTION', [['id', 'like', 1]]],
    ['UNKNOWNFILTEROPERATOREXCEPTION', [['id', {}, 1]]],
    ['UNKNOWNFILTEROPERATOREXCEPTION', [['id', 'constructor', 1]]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['id', '=', 'x']]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['id', '=', [1]]]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['id', 'in', 1]]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['id', 'in', []]]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['id', 'between', [1]]]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['id', 'between', [1, 2, 3]]]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['timestampX', '>', 'no date']]],
    ['INVALIDFILTEREXCEPTION', ['id']],
    ['INVALIDFILTEREXCEPTION', [['id']]],
    ['INVALIDFILTEREXCEPTION', [[1, 2]]],
    ['INVALIDFILTEREXCEPTION', [['id', '=', 1, 2]]],
    ['INVALIDFILTEREXCEPTION', [{ logic: 'xor', conditions: [] }]],
    ['INVALIDFILTEREXCEPTION', [{ logic: 'or', conditions: {} }]],
    ['INVALIDFILTEREXCEPTION', [{ conditions: [{ conditions: [['id', 1]] }] }]],
    ['INVALIDFILTEREXCEPTION', Array.from({ length: 501 }, () => ['id', 1])],
  ])('is refused with %s: %j', async (name, filter) => {
    expect(await rates(filter)).toBe(name);
  });

  it('of 500 conditions and 5,000 values is answered', async () => {
    const many = Array.from({ length: 499 }, (_, n) => ['id', '!=', n + 100]);
    expect(await rates(many)).toEqual([5, 7, 9]);
    expect(await rates([['id', 'in', Array.from({ length: 5000 }, (_, n) => n)]])).toEqual([
      5, 7, 9,
    ]);
    const tooMany = Array.from({ length: 5001 }, (_, n) => n);
    expect(await rates([['id', 'in', tooMany]])).toBe('VALIDATION_REQUESTVALIDATIONEXCEPTION');
  });
});
