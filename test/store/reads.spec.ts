import { describe, expect, it } from 'vitest';
import type { ReadingOptions } from '../../src/store/reads.ts';
import { ENDLESS, largeStore, ROWS, readerOf } from './_large.ts';

const BUDGET = 5;
const refused = { code: 'QUERY_LIMIT_EXCEEDED', status: 503 };
const ONE = 'select count(*) as n from setting';
const OTHER = 'select count(*) as n from setting where value <> key';

/**
 * A store whose clock goes on by `step` milliseconds at each look, and whose only thread can be kept
 * busy: what is not read on the event loop is refused then.
 */
async function given(options: ReadingOptions = {}) {
  const clock = { now: 0, step: 0 };
  const now = () => {
    clock.now += clock.step;
    return clock.now;
  };
  const { store } = await largeStore({ threads: 1, waiting: 0, budget: BUDGET, now, ...options });
  const read = readerOf({ store });
  /** Begins with a clock by which a statement of many rows is long, and is stopped. */
  const slowly = async (text: string): Promise<{ done: Promise<unknown[]> }> => {
    clock.step = BUDGET;
    const done = read(text);
    done.catch(() => {});
    for (let turns = 0; turns < 3; turns++) await new Promise(setImmediate);
    clock.step = 0;
    return { done };
  };
  return { store, read, clock, slowly };
}

describe('what is read on the event loop', () => {
  it('is what ends within its budget; the rest ends on a thread', async () => {
    const { read, slowly } = await given();
    expect(await read(ONE)).toEqual([{ n: ROWS }]);
    await slowly(ENDLESS);
    expect(await read(ONE), 'which the event loop does not wait for').toEqual([{ n: ROWS }]);
    await expect(read(ENDLESS)).rejects.toMatchObject(refused);
  });

  it('is not what was stopped there before, until it was short often enough', async () => {
    const { read, slowly } = await given({ limit: 400 });
    expect(await (await slowly(ONE)).done).toEqual([{ n: ROWS }]);

    const busy = await slowly(ENDLESS);
    await expect(read(ONE)).rejects.toMatchObject(refused);
    expect(await read(OTHER)).toEqual([{ n: ROWS }]);
    await expect(busy.done).rejects.toMatchObject(refused);

    await expect.poll(() => read(ONE).catch(() => 'busy')).toEqual([{ n: ROWS }]);
    for (let n = 0; n < 30; n++) await read(ONE);
    await slowly(ENDLESS);
    expect(await read(ONE)).toEqual([{ n: ROWS }]);
  });

  it('is not a statement of thousands of values', async () => {
    const { read, slowly } = await given();
    const long = `${ONE} where key not in (${Array.from({ length: 5000 }, (_, n) => n).join()})`;
    expect(await read(long)).toEqual([{ n: ROWS }]);
    await slowly(ENDLESS);
    await expect(read(long)).rejects.toMatchObject(refused);
  });

  it('gives way to others once a turn has read for as long as it may', async () => {
    const { read, clock } = await given();
    clock.step = 1;
    const order: string[] = [];
    const reads = Array.from({ length: 20 }, async () => {
      await read('select 1 as one');
      order.push('read');
    });
    setImmediate(() => order.push('turn'));
    await Promise.all(reads);
    expect(order.indexOf('turn')).toBeGreaterThan(0);
    expect(order.indexOf('turn')).toBeLessThan(BUDGET + 2);
  });

  it('is everything where there are no threads', async () => {
    const { slowly } = await given({ threads: 0 });
    expect(await (await slowly(ONE)).done).toEqual([{ n: ROWS }]);
    expect(await (await slowly(ONE)).done).toEqual([{ n: ROWS }]);
  });
});

describe('what is read on a thread', () => {
  it('sees what the caller has written', async () => {
    const { store, slowly } = await given({ waiting: 100 });
    await (await slowly(ONE)).done;
    for (let n = 1; n <= 50; n++) {
      await store.write(({ query }) =>
        query
          .insertInto('setting')
          .values({ key: `${n}`, value: 'x' })
          .execute(),
      );
      // A long run keeps the statement on the thread.
      expect(await (await slowly(ONE)).done).toEqual([{ n: ROWS + n }]);
    }
  });

  it('ends when the store is closed', async () => {
    const { store, slowly } = await given();
    const { done } = await slowly(ENDLESS);
    const settled = Promise.allSettled([done]);
    await store.close();
    expect((await settled)[0].status).toBe('rejected');
  });
});
