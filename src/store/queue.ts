import type { Db } from '../core/store.ts';

/** The statements that a queue of writers needs of its connection. */
export interface WriterConnection {
  readonly db: Db;
  begin(): void;
  commit(): void;
  rollback(): void;
  savepoint(): void;
  release(): void;
  rollbackToSavepoint(): void;
}

interface Job {
  readonly work: (db: Db) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

const MAX_SHARED = 256;

/**
 * Writers that arrive in the same turn of the event loop share one transaction, and with it one
 * fsync; each has a savepoint of its own, so that the failure of one leaves the others. Nobody is
 * answered before the commit. They run one after another: a writer that awaited beside another on
 * the same connection would take the other's statements into its own fate.
 */
export function createWriteQueue(connection: WriterConnection) {
  let waiting: Job[] = [];
  let draining: Promise<void> | undefined;

  async function runShared(jobs: readonly Job[]): Promise<void> {
    const settle: (() => void)[] = [];
    try {
      connection.begin();
      for (const job of jobs) settle.push(await runOne(job));
      connection.commit();
    } catch (error) {
      connection.rollback();
      for (const job of jobs) job.reject(error);
      return;
    }
    for (const done of settle) done();
  }

  async function runOne({ work, resolve, reject }: Job): Promise<() => void> {
    connection.savepoint();
    try {
      const value = await work(connection.db);
      connection.release();
      return () => resolve(value);
    } catch (error) {
      connection.rollbackToSavepoint();
      return () => reject(error);
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise(setImmediate);
      const jobs = waiting.slice(0, MAX_SHARED);
      waiting = waiting.slice(MAX_SHARED);
      await runShared(jobs);
    }
    draining = undefined;
  }

  return {
    enqueue<T>(work: (db: Db) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as Job['resolve'], reject });
        draining ??= drain();
      });
    },
    /** Resolves when every accepted writer is settled. */
    async idle(): Promise<void> {
      await draining;
    },
  };
}
