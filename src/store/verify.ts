import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** A thread that reads a whole database and tells what is wrong with it, or `ok`. */
const database = new Database(workerData as string, { readonly: true });
parentPort?.postMessage(database.pragma('quick_check(1)', { simple: true }));
database.close();
