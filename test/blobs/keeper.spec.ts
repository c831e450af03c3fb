import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createKeeper, type KeeperOptions } from '../../src/blobs/keeper.ts';
import { createMemoryBlobs } from '../../src/blobs/memory.ts';
import type { Blobs, Hold } from '../../src/core/blobs.ts';

/** Rows of a store: which address each committed one names. */
function portal(blobs: Blobs, isReferenced?: KeeperOptions['isReferenced']) {
  const rows: string[] = [];
  const log = { error: vi.fn() };
  const named = async (hashes: readonly string[]) =>
    new Set(hashes.filter((hash) => rows.includes(hash)));
  const keeper = createKeeper({ blobs, log, isReferenced: isReferenced ?? named });
  const stored = async () => {
    const found: string[] = [];
    for await (const { hash } of blobs.list()) found.push(hash);
    return found.sort();
  };
  const settled = async () => {
    await keeper.idle();
    return stored();
  };
  return { rows, log, keeper, stored, settled, named };
}

describe('keeper', () => {
  it('keeps what was committed and drops what was rolled back', async () => {
    const { keeper, rows, settled } = portal(createMemoryBlobs({ now: Date.now }));
    const kept = await keeper.hold(Buffer.from('kept'));
    const dropped = await keeper.hold(Buffer.from('dropped'));
    rows.push(kept.hash);
    kept.release();
    dropped.release();
    expect(kept.size).toBe(4);
    expect(await settled()).toEqual([kept.hash]);
  });

  it('waits for the last of several holds, however often each is released', async () => {
    const { keeper, settled } = portal(createMemoryBlobs({ now: Date.now }));
    const first = await keeper.hold(Buffer.from('same'));
    const second = await keeper.hold(Buffer.from('same'));
    first.release();
    first.release();
    keeper.collect([first.hash]);
    expect(await settled()).toEqual([second.hash]);
    second.release();
    expect(await settled()).toEqual([]);
  });

  it('removes a blob with its last row', async () => {
    const { keeper, rows, settled } = portal(createMemoryBlobs({ now: Date.now }));
    const { hash, release } = await keeper.hold(Buffer.from('two rows'));
    rows.push(hash, hash);
    release();
    rows.pop();
    keeper.collect([hash]);
    expect(await settled()).toEqual([hash]);
    rows.pop();
    keeper.collect([hash]);
    expect(await settled()).toEqual([]);
  });

  it('asks once for all that is collected in a tick, at most 500 at a time', async () => {
    const isReferenced = vi.fn(async (_: readonly string[]) => new Set<string>());
    const { keeper } = portal(createMemoryBlobs({ now: Date.now }), isReferenced);
    keeper.collect(['a', 'b']);
    keeper.collect(['b', 'c']);
    await keeper.idle();
    keeper.collect(Array.from({ length: 1100 }, (_, n) => `${n}`));
    await keeper.idle();
    const sizes = isReferenced.mock.calls.map(([hashes]) => hashes.length);
    expect(sizes).toEqual([3, 500, 500, 100]);
  });

  it('removes at most eight files at once', async () => {
    let running = 0;
    let most = 0;
    const remove = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
    };
    const { keeper } = portal({ ...createMemoryBlobs({ now: Date.now }), remove });
    keeper.collect(Array.from({ length: 50 }, (_, n) => `${n}`));
    await keeper.idle();
    expect(most).toBe(8);
  });

  it('spares a suspect whose removal waits when a row comes to name it', async () => {
    const memory = createMemoryBlobs({ now: Date.now });
    const gate = Promise.withResolvers<void>();
    const remove = async (hash: string) => {
      await gate.promise;
      await memory.remove(hash);
    };
    const { keeper, rows, settled } = portal({ ...memory, remove });
    const left = [];
    for (let n = 0; n < 20; n += 1) left.push(await memory.put(Buffer.from(`${n}`)));
    keeper.collect(left.map((ref) => ref.hash));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const hold = await keeper.hold(Buffer.from('19'));
    rows.push(hold.hash);
    hold.release();
    gate.resolve();
    expect(await settled()).toEqual([hold.hash]);
  });

  it('keeps a held blob however closely its put and the answer about it meet', async () => {
    for (let hops = 0; hops < 20; hops += 1) {
      const memory = createMemoryBlobs({ now: Date.now });
      const stored = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<Set<string>>();
      const put = async (bytes: Uint8Array) => {
        const ref = await memory.put(bytes);
        await stored.promise;
        return ref;
      };
      const ask = vi.fn(() => answer.promise);
      const { keeper, settled } = portal({ ...memory, put }, ask);
      const { hash } = await memory.put(Buffer.from('close'));
      keeper.collect([hash]);
      const holding = keeper.hold(Buffer.from('close'));
      await vi.waitFor(() => expect(ask).toHaveBeenCalled(), { interval: 1 });
      stored.resolve();
      for (let hop = 0; hop < hops; hop += 1) await null;
      answer.resolve(new Set());
      await holding;
      expect(await settled()).toEqual([hash]);
    }
  });

  it('logs what it cannot remove or ask, and goes on', async () => {
    const memory = createMemoryBlobs({ now: Date.now });
    const remove = async (hash: string) => {
      if (hash === 'bad') throw new Error('EIO');
      await memory.remove(hash);
    };
    let broken = true;
    const { keeper, log, settled } = portal({ ...memory, remove }, async () => {
      if (broken) throw new Error('store is closed');
      return new Set();
    });
    const { hash } = await memory.put(Buffer.from('good'));
    keeper.collect(['bad', hash]);
    expect(await settled()).toEqual([hash]);
    expect(log.error).toHaveBeenCalledWith({ err: expect.any(Error) }, expect.any(String));
    await expect(keeper.sweep({ olderThan: Date.now() + 1000 })).rejects.toThrow('store is closed');
    broken = false;
    keeper.collect(['bad', hash]);
    expect(await settled()).toEqual([]);
    expect(log.error).toHaveBeenLastCalledWith(
      { err: expect.any(Error), hash: 'bad' },
      expect.any(String),
    );
  });

  it('holds nothing when the bytes cannot be stored', async () => {
    const put = () => Promise.reject(new Error('ENOSPC'));
    const { keeper } = portal({ ...createMemoryBlobs({ now: Date.now }), put });
    await expect(keeper.hold(Buffer.from('big'))).rejects.toThrow('ENOSPC');
    await keeper.idle();
  });

  it('sweeps in chunks what is old, unnamed and not held', async () => {
    const memory = createMemoryBlobs({ now: Date.now });
    const isReferenced = vi.fn(async (hashes: readonly string[]) => named(hashes));
    const { keeper, rows, stored, named } = portal(memory, isReferenced);
    for (let n = 0; n < 1200; n += 1) await memory.put(Buffer.from(`left ${n}`));
    rows.push((await memory.put(Buffer.from('named'))).hash);
    const held = await keeper.hold(Buffer.from('held'));
    expect(await keeper.sweep({ olderThan: 0 })).toEqual({ removed: 0 });
    expect(await keeper.sweep({ olderThan: Date.now() + 1000 })).toEqual({ removed: 1200 });
    expect(await stored()).toEqual([rows[0], held.hash].sort());
    expect(Math.max(...isReferenced.mock.calls.map(([hashes]) => hashes.length))).toBe(500);
  });

  it('keeps files and rows equal in any order of holds, commits, removals and sweeps', async () => {
    const content = fc.integer({ min: 0, max: 1 });
    const action = fc.oneof(
      { weight: 4, arbitrary: fc.record({ do: fc.constant('add' as const), content }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('rollback' as const), content }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('delete' as const), content }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('sweep' as const), content }) },
    );
    const actor = fc.array(action, { minLength: 1, maxLength: 4 });
    const actors = fc.array(actor, { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), actors, fc.boolean(), async (scheduler, scripts, flaky) => {
        const memory = createMemoryBlobs({ now: Date.now });
        const present = new Set<string>();
        const held = new Map<string, number>();
        const putting = new Map<string, Promise<{ hash: string; size: number }>>();
        const pause = (label: string) => scheduler.schedule(Promise.resolve(), label);
        let puts = 0;

        const slow: Blobs = {
          ...memory,
          // As on a disk: a look, then the write, equal puts share one promise, some fail.
          async put(bytes) {
            const key = Buffer.from(bytes).toString();
            const store = async () => {
              const ref = await memory.put(bytes);
              puts += 1;
              if (flaky && puts % 3 === 0 && !present.has(ref.hash)) throw new Error('EIO');
              await pause('look');
              const there = present.has(ref.hash);
              await pause('write');
              if (!there) present.add(ref.hash);
              await pause('stored');
              return ref;
            };
            const running = putting.get(key) ?? store();
            putting.set(key, running);
            return running.finally(() => putting.get(key) === running && putting.delete(key));
          },
          async remove(hash) {
            expect(held.get(hash) ?? 0).toBe(0);
            await pause('remove');
            expect(rows).not.toContain(hash);
            present.delete(hash);
            putting.clear();
            await pause('removed');
          },
          async *list() {
            for (const hash of [...present]) {
              await pause('list');
              yield { hash, storedAt: async () => 0 };
            }
          },
        };
        const { keeper, rows, named, log } = portal(slow, async (hashes) => {
          await pause('ask');
          const answer = await named(hashes);
          await pause('answer');
          return answer;
        });

        const add = async (n: number, commit: boolean) => {
          let hold: Hold;
          try {
            hold = await keeper.hold(Buffer.from(`content ${n}`));
          } catch {
            return;
          }
          held.set(hold.hash, (held.get(hold.hash) ?? 0) + 1);
          expect(present).toContain(hold.hash);
          await pause('transaction');
          expect(present).toContain(hold.hash);
          if (commit) rows.push(hold.hash);
          await pause('release');
          held.set(hold.hash, held.get(hold.hash)! - 1);
          hold.release();
        };
        const run = async (script: (typeof scripts)[number]) => {
          for (const step of script) {
            await pause(step.do);
            if (step.do === 'add') await add(step.content, true);
            else if (step.do === 'rollback') await add(step.content, false);
            else if (step.do === 'sweep') await keeper.sweep({ olderThan: 1 });
            else keeper.collect(rows.splice(step.content, 1));
          }
        };
        await scheduler.waitFor(Promise.all(scripts.map(run)).then(() => keeper.idle()));
        expect([...present].sort()).toEqual([...new Set(rows)].sort());
        expect(log.error).not.toHaveBeenCalled();
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 1500) },
    );
  }, 120_000);
});
