import { describe, expect, it } from 'vitest';
import { cacheUntilCommit } from '../../src/core/cacheUntilCommit.ts';
import type { Db } from '../../src/core/store.ts';

/** A database whose version the test says, and what reads of it, one after another, give. */
function given() {
  const state = { version: 1 as number | undefined };
  const db = { version: async () => state.version } as Db;
  const reads: PromiseWithResolvers<number | undefined>[] = [];
  const ask = () =>
    cacheUntilCommit(db, 'key', () => {
      reads.push(Promise.withResolvers());
      return reads.at(-1)!.promise;
    });
  const settled = () => new Promise(setImmediate);
  return { state, reads, ask, settled };
}

describe('what is remembered', () => {
  it('is read once for all who ask at the same time, and who ask later', async () => {
    const { reads, ask, settled } = given();
    const asked = [ask(), ask()];
    await settled();
    reads[0]?.resolve(7);
    expect(await Promise.all([...asked, ask()])).toEqual([7, 7, 7]);
    expect(reads).toHaveLength(1);
  });

  it('is read again after a commit, and a read that began before it is of no use then', async () => {
    const { state, reads, ask, settled } = given();
    const before = ask();
    await settled();
    state.version = 2;
    const after = ask();
    await settled();
    reads[1]?.resolve(2);
    expect(await after).toBe(2);
    reads[0]?.resolve(1);
    expect(await before).toBe(1);
    expect(await ask()).toBe(2);
    expect(reads).toHaveLength(2);
  });

  it('is no failure, and nothing that was not found', async () => {
    const { reads, ask, settled } = given();
    const failing = ask();
    await settled();
    reads[0]?.reject(new Error('refused'));
    await expect(failing).rejects.toThrow('refused');
    const missing = ask();
    await settled();
    reads[1]?.resolve(undefined);
    expect(await missing).toBeUndefined();
    await settled();
    const found = ask();
    await settled();
    reads[2]?.resolve(3);
    expect(await found).toBe(3);
  });

  it('is nothing inside of a write', async () => {
    const { state, reads, ask, settled } = given();
    state.version = undefined;
    const asked = [ask(), ask()];
    await settled();
    for (const [n, one] of reads.entries()) one.resolve(n);
    expect(await Promise.all(asked)).toEqual([0, 1]);
  });
});
