import { describe, expect, it } from 'vitest';
import { createTurns } from '../../src/store/turns.ts';

const given = (...keys: string[]) => {
  const turns = createTurns<{ key: string; cost: number; n: number }>();
  const items = keys.map((key, n) => ({ key, cost: 10, n }));
  for (const item of items) turns.add(item);
  return { turns, items };
};

describe('what waits in turns', () => {
  it('is taken key by key, and in order under each', () => {
    const { turns } = given('a', 'a', 'a', 'b', 'c', 'b');
    const taken = Array.from({ length: 7 }, () => turns.take()?.n);
    expect(taken).toEqual([0, 3, 4, 1, 5, 2, undefined]);
  });

  it('can leave before its turn', () => {
    const { turns, items } = given('a', 'b', 'a');
    const [first, only] = items;
    expect([first, only, only].map((one) => turns.remove(one!))).toEqual([true, true, false]);
    expect([turns.take()?.n, turns.take()]).toEqual([2, undefined]);
  });

  it('is counted, in all and under a key', () => {
    const { turns } = given('a', 'b', 'a');
    expect(turns.load()).toEqual({ count: 3, cost: 30 });
    expect(turns.loadUnder('a')).toEqual({ count: 2, cost: 20 });
    expect(turns.loadUnder('x')).toEqual({ count: 0, cost: 0 });
  });
});
