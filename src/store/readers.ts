import { type RestError, systemError } from '../core/errors.ts';
import { type Ran, type Run, startThread, type Thread } from './thread.ts';
import { createTurns, type Waiting } from './turns.ts';

export interface ReadersOptions {
  readonly file: string;
  /** Started as they are needed. */
  readonly threads: number;
  /** Milliseconds in which a read is answered, its waiting counted. */
  readonly limit: number;
  /** Reads that wait at most. */
  readonly waiting: number;
}

/** Threads that read a database beside the event loop. */
export interface Readers {
  /**
   * Runs a statement in a snapshot that begins after the call. `cost` is the milliseconds that it is
   * expected to take. Rejects with `QUERY_LIMIT_EXCEEDED`: at once where too much waits, at the limit
   * where it took too long, and where its thread died.
   */
  read(run: Run, cost: number): Promise<Ran>;
  /** Rejects what waits or runs, and ends the threads. */
  close(): Promise<void>;
}

interface Task extends Waiting {
  work(thread: Thread): Promise<void>;
  refuse(error: RestError): void;
}

/** Of what may wait, so much may be runs of one statement. */
const SHARE = 1 / 2;

export function createReaders({ file, threads, limit, waiting }: ReadersOptions): Readers {
  const turns = createTurns<Task>();
  const all = new Set<Thread>();
  const idle: Thread[] = [];
  let closed = false;

  /** Whether a read has to wait longer than the limit, or with too many others. */
  const isFull = (key: string): boolean => {
    const isPast = ({ count, cost }: { count: number; cost: number }, share: number): boolean =>
      count >= waiting * share || cost > limit * threads * share;
    const isBusy = idle.length === 0 && all.size >= threads;
    return isBusy && (isPast(turns.load(), 1) || isPast(turns.loadUnder(key), SHARE));
  };

  /** Gives a thread one task after another, until none waits. */
  async function serve(thread: Thread): Promise<void> {
    while (thread.isAlive()) {
      const task = turns.take();
      if (!task) return void idle.push(thread);
      await task.work(thread);
    }
    all.delete(thread);
    engage();
  }

  function start(): Thread | undefined {
    if (all.size >= threads) return undefined;
    const thread = startThread(file);
    all.add(thread);
    return thread;
  }

  /** Finds a thread for what waits. */
  function engage(): void {
    if (closed || turns.load().count === 0) return;
    const thread = idle.pop() ?? start();
    if (thread) void serve(thread);
  }

  function taskOf(run: Run, cost: number, { resolve, reject }: PromiseWithResolvers<Ran>): Task {
    let running: Thread | undefined;
    const task: Task = {
      key: run.sql,
      cost,
      refuse(error) {
        clearTimeout(timer);
        reject(error);
      },
      async work(thread) {
        running = thread;
        await thread.run(run).then(resolve, (error) => {
          const isLost = closed || !thread.isAlive();
          reject(isLost ? systemError('queryLimit', { cause: error }) : error);
        });
        clearTimeout(timer);
      },
    };
    const timer = setTimeout(() => {
      if (!turns.remove(task)) running?.stop();
      reject(systemError('queryLimit'));
    }, limit);
    return task;
  }

  return {
    read(run, cost) {
      if (closed || isFull(run.sql)) return Promise.reject(systemError('queryLimit'));
      const answer = Promise.withResolvers<Ran>();
      turns.add(taskOf(run, cost, answer));
      engage();
      return answer.promise;
    },
    async close() {
      closed = true;
      for (let task = turns.take(); task; task = turns.take()) {
        task.refuse(systemError('queryLimit'));
      }
      await Promise.all([...all].map((thread) => thread.close()));
    },
  };
}
