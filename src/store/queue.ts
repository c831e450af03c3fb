import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { storageFailure } from '../core/storage.ts';
import type { Db } from '../core/store.ts';

/** The statements that a queue of writers needs of its connection. */
export interface WriterConnection {
  readonly db: Db;
  /** Waits for nobody: throws where another process writes. */
  begin(): void;
  commit(): void;
  rollback(): void;
  savepoint(): void;
  release(): void;
  rollbackToSavepoint(): void;
  /** What is to be done between two transactions, while nobody writes. */
  tidy(): Promise<void>;
}

export interface WriteQueueOptions {
  readonly connection: WriterConnection;
  /** Milliseconds for which a writer waits until another process lets go of the database. */
  readonly patience: number;
  /** Told of a failure after which nothing may be acknowledged, since it may not be on the disk. */
  readonly lost: (error: unknown) => void;
  /** Milliseconds, as of a clock. */
  readonly monotonic: () => number;
}

interface Job {
  readonly since: number;
  readonly work: (db: Db) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

const MAX_SHARED = 256;
/** Milliseconds after which a transaction takes nobody else in, so that readers have their turn. */
const MAX_HELD = 20;
/** Milliseconds between two tries to begin, at most. */
const MAX_PAUSE = 20;

/**
 * Writers that arrive in the same turn of the event loop share one transaction, and with it one
 * fsync; each has a savepoint of its own, so that the failure of one leaves the others. Nobody is
 * answered before the commit. They run one after another: a writer that awaited beside another on
 * the same connection would take the other's statements into its own fate.
 */
export function createWriteQueue(options: WriteQueueOptions) {
  const { connection, patience, lost, monotonic } = options;
  const waiting: Job[] = [];
  let draining: Promise<void> | undefined;
  let end: { readonly error: unknown } | undefined;

  /** From here on nobody is answered with success. */
  function lose(error: unknown): void {
    end = { error };
    lost(error);
    for (const job of waiting.splice(0)) job.reject(error);
  }

  /** Whether a transaction began; those who waited too long for another process are refused. */
  async function begin(): Promise<boolean> {
    for (let wait = 1; waiting.length > 0; wait = Math.min(wait * 2, MAX_PAUSE)) {
      try {
        connection.begin();
        return true;
      } catch (error) {
        const isBusy = storageFailure(error) === 'busy';
        const isLate = ({ since }: Job) => !isBusy || monotonic() - since >= patience;
        while (waiting[0] && isLate(waiting[0])) waiting.shift()?.reject(error);
      }
      await pause(wait);
    }
    return false;
  }

  async function runShared(): Promise<void> {
    const began = monotonic();
    const jobs: Job[] = [];
    const settle: (() => void)[] = [];
    try {
      while (jobs.length < MAX_SHARED && monotonic() - began < MAX_HELD) {
        const job = waiting.shift();
        if (!job) break;
        jobs.push(job);
        settle.push(await runOne(job));
      }
      connection.commit();
    } catch (error) {
      undo(error);
      for (const job of jobs) job.reject(error);
      return;
    }
    for (const done of settle) done();
  }

  function undo(error: unknown): void {
    try {
      connection.rollback();
      if (storageFailure(error) === 'unsynced') lose(error);
    } catch (failure) {
      lose(failure);
    }
  }

  async function runOne({ work, resolve, reject }: Job): Promise<() => void> {
    connection.savepoint();
    try {
      const value = await work(connection.db);
      connection.release();
      return () => resolve(value);
    } catch (error) {
      if (storageFailure(error) === 'unsynced') throw error;
      try {
        connection.rollbackToSavepoint();
      } catch {
        // SQLite has ended the whole transaction where it could not undo a part of it.
        throw error;
      }
      return () => reject(error);
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await nextTurn();
      if (!(await begin())) continue;
      await runShared();
      if (!end) await connection.tidy().catch(lose);
    }
    draining = undefined;
  }

  return {
    enqueue<T>(work: (db: Db) => Promise<T>): Promise<T> {
      if (end) return Promise.reject(end.error);
      return new Promise<T>((resolve, reject) => {
        waiting.push({ since: monotonic(), work, resolve: resolve as Job['resolve'], reject });
        draining ??= drain();
      });
    },
    /** Resolves when every accepted writer is settled. */
    async idle(): Promise<void> {
      await draining;
    },
  };
}
