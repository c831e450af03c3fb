import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import type { Json } from './contract.ts';

const paths = (expected: Json, actual: Json, method = 'catalog.x.get'): string[] =>
  compare(method, expected, actual).map(({ path }) => path);

describe('the comparison of golden samples finds', () => {
  it.each<[what: string, expected: Json, actual: Json, found: string[]]>([
    ['nothing', { result: { a: [1, null, 'x'] } }, { result: { a: [1, null, 'x'] } }, []],
    ['another value', { result: { a: 1 } }, { result: { a: 2 } }, ['result.a']],
    ['a text for a number', { result: { a: 1 } }, { result: { a: '1' } }, ['result.a']],
    ['null for a missing key', { result: { a: null } }, { result: {} }, ['result.a']],
    ['a key too many', { result: {} }, { result: { a: null } }, ['result.a']],
    ['a list for an object', { result: {} }, { result: [] }, ['result']],
    ['a shorter list', { result: [1, 2] }, { result: [1] }, ['result[1]']],
    ['a longer list', { result: [1] }, { result: [1, 2] }, ['result[1]']],
    ['another order of keys', { result: { a: 1, b: 2 } }, { result: { b: 2, a: 1 } }, ['result{}']],
    [
      'a property value that is left out',
      { result: { property7: 1 } },
      { result: {} },
      ['result.property7'],
    ],
    [
      'a property value that is answered',
      { result: {} },
      { result: { property7: 1 } },
      ['result.property7'],
    ],
    ['a time without a key', { time: { start: 1 } }, { time: {} }, ['time.start']],
    [
      'a date of another day',
      { r: { dateCreate: '2024-05-27T10:00:00+03:00' } },
      { r: { dateCreate: '2024-05-28T10:00:00+00:00' } },
      ['r.dateCreate'],
    ],
    [
      'no other zone',
      { r: { dateCreate: '2024-05-27T10:00:00+03:00' } },
      { r: { dateCreate: '2024-05-27T10:00:00-05:00' } },
      [],
    ],
    [
      'a date without offset',
      { r: { dateCreate: '2024-05-27T10:00:00+03:00' } },
      { r: { dateCreate: '2024-05-27T10:00:00' } },
      ['r.dateCreate'],
    ],
    [
      'a number for the id of a picture',
      { detailPicture: { id: '5' } },
      { detailPicture: { id: 5 } },
      ['detailPicture.id'],
    ],
  ])('%s', (_what, expected, actual, found) => {
    expect(paths(expected, actual)).toEqual(found);
  });

  it('the moment of a read, and not that of a write', () => {
    const [then, later] = ['2024-05-27T10:00:00+03:00', '2025-05-27T10:00:00+03:00'].map(
      (timestampX) => ({ r: { timestampX } }),
    );
    expect(paths(then!, later!, 'catalog.product.get')).toEqual(['r.timestampX']);
    expect(paths(then!, later!, 'catalog.product.update')).toEqual([]);
  });
});
