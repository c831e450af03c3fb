import { Worker } from 'node:worker_threads';
import type { Take } from './statements.ts';

/** One run of a statement. */
export interface Run {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly take: Take;
}

/** What a run gave: the rows, or the first, and the milliseconds that it took. */
export interface Ran {
  readonly value: unknown;
  readonly ms: number;
}

/** What the thread is started with. */
export interface ThreadData {
  readonly file: string;
  /** 1 while the statement that runs is to stop. */
  readonly stop: Int32Array;
}

/** What the thread tells of a run. */
export type ThreadAnswer = Ran | { readonly error: Error; readonly code: unknown };

/** MiB of the rows of one run; past it the thread ends, and nothing else. */
const MAX_HEAP = 256;

/** A thread that reads a database, one statement at a time. It keeps no process alive. */
export interface Thread {
  /** Rejects with the statement's error, or with that of a thread which ended. */
  run(run: Run): Promise<Ran>;
  /** Makes the statement that runs give up soon. */
  stop(): void;
  /** Whether it can run another one. */
  isAlive(): boolean;
  /** Makes the statement that runs give up, and ends the thread. */
  close(): Promise<void>;
}

export function startThread(file: string): Thread {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./reading.ts', import.meta.url), {
    workerData: { file, stop } satisfies ThreadData,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP },
  });
  worker.unref();
  let current = Promise.withResolvers<Ran>();
  current.resolve({ value: undefined, ms: 0 });
  let alive = true;

  worker.on('message', (answer: ThreadAnswer) => {
    if ('ms' in answer) return current.resolve(answer);
    // The code of an error does not travel with it.
    current.reject(Object.assign(answer.error, { code: answer.code }));
  });
  const end = (error: unknown): void => {
    alive = false;
    current.reject(error);
  };
  worker.on('error', end);
  worker.on('exit', () => end(new Error('a thread that reads the database ended')));

  return {
    run(run) {
      current = Promise.withResolvers();
      Atomics.store(stop, 0, 0);
      worker.postMessage(run);
      return current.promise;
    },
    stop() {
      Atomics.store(stop, 0, 1);
    },
    isAlive: () => alive,
    async close() {
      Atomics.store(stop, 0, 1);
      // A thread that is to end calls no function any more, so its statement would run to its end.
      await current.promise.catch(() => {});
      await worker.terminate();
    },
  };
}
