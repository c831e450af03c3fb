import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Db } from '../../src/core/store.ts';
import { createWriteQueue, type WriterConnection } from '../../src/store/queue.ts';

const failure = (code: string, message = code) => Object.assign(new Error(message), { code });

/** A queue on a connection that notes its statements and fails where a test wants it to. */
function fakeQueue({ patience = 1000 } = {}) {
  const log: string[] = [];
  const failing = new Map<string, Error>();
  const lost: unknown[] = [];
  const clock = { now: 0 };
  const say = (word: string) => (): void => {
    log.push(word);
    const error = failing.get(word);
    if (error) throw error;
  };
  const connection: WriterConnection = {
    db: {} as Db,
    begin: say('begin'),
    commit: say('commit'),
    rollback: say('rollback'),
    savepoint: say('savepoint'),
    release: say('release'),
    rollbackToSavepoint: say('undo'),
    async tidy() {
      say('tidy')();
    },
  };
  const queue = createWriteQueue({
    connection,
    patience,
    lost: (error) => lost.push(error),
    monotonic: () => clock.now,
  });
  const seen = (word: string) => log.filter((one) => one === word).length;
  return { ...queue, log, failing, lost, clock, seen };
}

const rejected = (reason: unknown) => ({ status: 'rejected', reason });
const fulfilled = (value: unknown) => ({ status: 'fulfilled', value });

describe('the write queue', () => {
  it('shares one commit among the writers of a turn and answers after it', async () => {
    const { enqueue, log } = fakeQueue();
    const writers = ['a', 'b'].map((name) =>
      enqueue(async () => name).then((value) => log.push(value)),
    );
    await Promise.all(writers);
    const one = ['savepoint', 'release'];
    expect(log.slice(0, 6)).toEqual(['begin', ...one, ...one, 'commit']);
    expect(log.slice(6).sort()).toEqual(['a', 'b', 'tidy']);
  });

  it('ends a transaction that has lasted, and gives way before the next', async () => {
    const { enqueue, clock, log } = fakeQueue();
    let turns = 0;
    let counting = true;
    void (async () => {
      while (counting) {
        await nextTurn();
        turns += 1;
      }
    })();
    const long = async () => {
      clock.now += 15;
      log.push(`turn ${turns}`);
    };
    await Promise.all(Array.from({ length: 6 }, () => enqueue(long)));
    counting = false;
    const begun = log.filter((word) => /^(begin|turn)/.test(word));
    const ofTurns = begun.filter((word) => word !== 'begin');
    expect(begun.map((word) => word === 'begin')).toEqual([
      true,
      ...[false, false, true],
      ...[false, false, true],
      ...[false, false],
    ]);
    expect(new Set(ofTurns).size, 'turns in which somebody wrote').toBe(3);
  });

  it('answers nobody with success when the commit fails, and goes on', async () => {
    const { enqueue, log, failing, lost } = fakeQueue();
    const full = failure('SQLITE_FULL');
    failing.set('commit', full);
    const settled = await Promise.allSettled([enqueue(async () => 1), enqueue(async () => 2)]);
    expect(settled).toEqual([rejected(full), rejected(full)]);
    expect(log).toContain('rollback');
    failing.clear();
    await expect(enqueue(async () => 3)).resolves.toBe(3);
    expect(lost).toEqual([]);
  });

  it('tells of what ended the transaction, not of the savepoint that went with it', async () => {
    const { enqueue, failing } = fakeQueue();
    const full = failure('SQLITE_FULL');
    failing.set('undo', failure('SQLITE_ERROR', 'no such savepoint: call'));
    const settled = await Promise.allSettled([
      enqueue(async () => 1),
      enqueue(() => Promise.reject(full)),
      enqueue(async () => 3),
    ]);
    expect(settled).toEqual([rejected(full), rejected(full), fulfilled(3)]);
  });

  it.each(['commit', 'release', 'tidy'])(
    'acknowledges nothing after an fsync that fails at %s, and says so once',
    async (word) => {
      const { enqueue, failing, lost, idle, seen } = fakeQueue();
      const unsynced = failure('SQLITE_IOERR_FSYNC');
      failing.set(word, unsynced);
      const settled = await Promise.allSettled([enqueue(async () => 1), enqueue(async () => 2)]);
      // The copying of the log comes after the commit, which holds.
      const kept =
        word === 'tidy' ? [fulfilled(1), fulfilled(2)] : Array(2).fill(rejected(unsynced));
      expect(settled).toEqual(kept);
      await idle();
      failing.clear();
      await expect(enqueue(async () => 3)).rejects.toBe(unsynced);
      expect(lost).toEqual([unsynced]);
      expect(seen('begin')).toBe(1);
    },
  );

  it('ends where a transaction cannot be rolled back: nobody knows what is in it', async () => {
    const { enqueue, failing, lost } = fakeQueue();
    const stuck = failure('SQLITE_IOERR');
    failing.set('commit', failure('SQLITE_FULL'));
    failing.set('rollback', stuck);
    await expect(enqueue(async () => 1)).rejects.toThrow('SQLITE_FULL');
    failing.clear();
    await expect(enqueue(async () => 2)).rejects.toBe(stuck);
    expect(lost).toEqual([stuck]);
  });

  it('waits for another process without holding the event loop', async () => {
    const { enqueue, failing, seen } = fakeQueue();
    failing.set('begin', failure('SQLITE_BUSY'));
    let settled = false;
    const writing = enqueue(async () => 'written').finally(() => {
      settled = true;
    });
    while (seen('begin') < 4) await nextTurn();
    expect(settled).toBe(false);
    failing.clear();
    expect(await writing).toBe('written');
    expect(seen('commit')).toBe(1);
  });

  it('refuses each writer after its own time, and only then', async () => {
    const { enqueue, failing, seen, clock } = fakeQueue({ patience: 1000 });
    const busy = failure('SQLITE_BUSY');
    failing.set('begin', busy);
    const first = enqueue(async () => 'first').catch((error) => error);
    while (seen('begin') < 2) await nextTurn();
    clock.now = 500;
    const second = enqueue(async () => 'second');
    clock.now = 1000;
    expect(await first).toBe(busy);
    failing.clear();
    expect(await second).toBe('second');
    expect(seen('savepoint')).toBe(1);
  });
});
