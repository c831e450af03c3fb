import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** A thread that copies the log into the database at each message, and answers with what went wrong. */
const database = new Database(workerData as string, { timeout: 0 });
database.pragma('synchronous = FULL');
const checkpoint = database.prepare('pragma wal_checkpoint(passive)');

parentPort?.on('message', () => {
  try {
    checkpoint.get();
    parentPort?.postMessage(undefined);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    parentPort?.postMessage({ code, message });
  }
});
