import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { storageFailure } from '../core/storage.ts';

/** Pages by which the log grows until they are copied: 4 MB. */
const PAGES = 1000;

export interface CheckpointOptions {
  /** Path of the database file. */
  readonly file: string;
  /** Pages of the log, those that were copied before among them. */
  readonly pages: () => number;
  /** Copies the log on this thread. */
  readonly copyHere: () => void;
}

/**
 * Copies the log into the database, between two transactions and on a thread: it takes 10 ms for 4 MB
 * and half a second after a large change. SQLite would do it by itself, inside of a commit, and keep a
 * failed fsync to itself; after a second try the log would be overwritten and the change lost.
 */
export function createCheckpoint({ file, pages, copyHere }: CheckpointOptions) {
  let thread: Worker | undefined;
  let tried = 0;

  async function copy(): Promise<void> {
    thread ??= new Worker(new URL('./copier.ts', import.meta.url), { workerData: file });
    thread.ref();
    thread.postMessage('copy');
    const [failure] = (await once(thread, 'message')) as [{ code?: string } | undefined];
    thread.unref();
    if (failure) pass(Object.assign(new Error('the log could not be copied'), failure));
  }

  /** The log keeps what was not copied; writers are told when it cannot grow. */
  function pass(error: unknown): void {
    const kind = storageFailure(error);
    if (kind !== 'full' && kind !== 'busy') throw error;
  }

  return {
    /** Copies the log where it has grown; rejects where that failed for good. */
    async run(): Promise<void> {
      const log = pages();
      // It begins anew once all of it was copied and nobody reads from it.
      if (log < tried) tried = 0;
      if (log - tried < PAGES) return;
      tried = log;
      await copy();
    },
    /** Copies the rest, which closing the database would do without a word of what failed. */
    async close(): Promise<void> {
      await thread?.terminate();
      try {
        copyHere();
      } catch (error) {
        pass(error);
      }
    },
  };
}
