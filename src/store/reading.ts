import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { createClock } from '../core/clock.ts';
import { rememberStatements } from './statements.ts';
import { makeStoppable } from './stoppable.ts';
import type { Run, ThreadAnswer, ThreadData } from './thread.ts';

/** A thread that reads for others: a run comes in, its rows go out. */
const { file, stop } = workerData as ThreadData;

const { monotonic } = createClock();
const database = new Database(file, { readonly: true, timeout: 5000 });
database.pragma('cache_size = -8192');
makeStoppable(database, () => Atomics.load(stop, 0) === 1);
const statementOf = rememberStatements(database);

function answerTo({ sql, values, take }: Run): ThreadAnswer {
  const begun = monotonic();
  try {
    const value = statementOf(sql)[take](values);
    return { value, ms: monotonic() - begun };
  } catch (thrown) {
    const error = thrown as Error & { code?: unknown };
    return { error, code: error.code };
  }
}

parentPort?.on('message', (run: Run) => parentPort?.postMessage(answerTo(run)));
