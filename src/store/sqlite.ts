import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { createClock } from '../core/clock.ts';
import { endProcess } from '../core/storage.ts';
import type { Store } from '../core/store.ts';
import { createCheckpoint } from './checkpoint.ts';
import { createDb, SteadyDialect } from './db.ts';
import { createGivingWay } from './givingWay.ts';
import { migrate } from './migrate.ts';
import { createWriteQueue } from './queue.ts';
import { createReads, type ReadingOptions } from './reads.ts';
import { rememberStatements } from './statements.ts';

export interface SqliteOptions {
  /** Path of the database file; made when it does not exist. */
  readonly file: string;
  /** False where the file is known to be whole; by default it is looked at for damage. */
  readonly verify?: boolean;
  /**
   * True for a command: a server may have the file open, looks for damage, copies the log, and writes
   * more often than a command does, which waits for it longer.
   */
  readonly beside?: boolean;
  /** Told of a failed fsync, after which nothing is acknowledged; by default it ends the process. */
  readonly lost?: (error: unknown) => void;
  /** How what takes long is read beside the event loop. */
  readonly reading?: ReadingOptions | undefined;
}

/** The face of the connection that writes. */
function createWriterDb(database: Database.Database) {
  const prepareOnce = rememberStatements(database);
  const db = createDb({
    dialect: new SteadyDialect({
      database: { prepare: prepareOnce, close: () => database.close() } as Database.Database,
    }),
    run: (sql, values, take) => prepareOnce(sql)[take](values),
    version: () => undefined,
  });
  return { db, prepareOnce };
}

/**
 * Statements of one turn of the event loop share a read transaction: taking the locks of a WAL file
 * costs more than a row. It ends with the turn, and at every commit of the writer, so that whoever
 * knows of a commit sees it.
 */
function createSnapshot(database: Database.Database) {
  const begin = database.prepare('begin');
  const commit = database.prepare('commit');
  let open = false;
  const end = (): void => {
    if (!open) return;
    open = false;
    commit.run();
  };
  const enter = (): void => {
    if (open) return;
    begin.run();
    open = true;
    setImmediate(end);
  };
  return { enter, end };
}

/** Milliseconds for which a start stands still while another process has the file. */
const START_PATIENCE = 5000;
/** Milliseconds for which a writer waits until another process lets go of the database. */
const PATIENCE = { server: 5000, command: 30_000 };

function openConnection(file: string, readonly: boolean): Database.Database {
  const database = new Database(file, { readonly, timeout: START_PATIENCE });
  if (!readonly) database.pragma('journal_mode = WAL');
  // better-sqlite3 falls back to NORMAL whenever it reopens a WAL file
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -8192');
  // A first start of many products leaves a log as large as the database.
  database.pragma('journal_size_limit = 67108864');
  // Its log is copied by checkpoint.ts.
  database.pragma('wal_autocheckpoint = 0');
  return database;
}

/** Bytes of a database that is read whole before a start, in less than a second. */
const READ_FIRST = 128 * 2 ** 20;

function refuseDamaged(state: unknown, file: string): void {
  if (state === 'ok') return;
  const found = String(state).replaceAll('\n', ' ');
  throw new Error(`${file} is damaged (${found}): restore it from a backup`);
}

/**
 * Looks for damage: before anything else where the file is small, beside the calls where reading it
 * takes a minute. What is found then ends the process like any failure that nobody expected. Gives
 * what stops the reading.
 */
function verifyFile(database: Database.Database, file: string): () => Promise<unknown> {
  if (statSync(file).size <= READ_FIRST) {
    refuseDamaged(database.pragma('quick_check(1)', { simple: true }), file);
    return async () => {};
  }
  const worker = new Worker(new URL('./verify.ts', import.meta.url), { workerData: file });
  worker.unref();
  worker.on('message', (state) => refuseDamaged(state, file));
  return () => worker.terminate();
}

/**
 * The embedded store: one connection writes, one reads in WAL mode beside it, and threads read what
 * would take it long. Refuses a damaged file or one of a newer version with an error that says so.
 */
export async function openSqlite(options: SqliteOptions): Promise<Store> {
  const { file, beside = false, verify = !beside, lost = endProcess, reading } = options;
  const { monotonic } = createClock();
  const writer = openConnection(file, false);
  try {
    const stopVerifying = verify ? verifyFile(writer, file) : async () => {};
    const { db, prepareOnce } = createWriterDb(writer);
    await migrate(db.query);

    const reader = openConnection(file, true);
    const snapshot = createSnapshot(reader);
    const reads = createReads({ file, database: reader, enter: snapshot.enter, ...reading });
    // From here on the event loop waits for nobody.
    for (const connection of [writer, reader]) connection.pragma('busy_timeout = 0');
    const checkpoint = beside
      ? undefined
      : createCheckpoint({
          file,
          // Counts and copies nothing.
          pages: () => (prepareOnce('pragma wal_checkpoint(noop)').get() as { log: number }).log,
          copyHere: () => writer.pragma('wal_checkpoint(passive)'),
        });
    const giving = createGivingWay(db, monotonic);
    const queue = createWriteQueue({
      patience: beside ? PATIENCE.command : PATIENCE.server,
      lost,
      monotonic,
      connection: {
        db: giving.db,
        begin() {
          prepareOnce('begin immediate').run();
          giving.begin();
        },
        commit() {
          prepareOnce('commit').run();
          snapshot.end();
        },
        rollback: () => writer.inTransaction && prepareOnce('rollback').run(),
        savepoint: () => prepareOnce('savepoint call').run(),
        release: () => prepareOnce('release call').run(),
        rollbackToSavepoint() {
          prepareOnce('rollback to call').run();
          prepareOnce('release call').run();
        },
        tidy: async () => checkpoint?.run(),
      },
    });

    return {
      reader: reads.db,
      write: queue.enqueue,
      async ready() {
        reader.prepare('select 1').get();
      },
      async close() {
        await queue.idle();
        await stopVerifying();
        await reads.close();
        snapshot.end();
        reader.close();
        if (!writer.open) return;
        await checkpoint?.close();
        writer.close();
      },
    };
  } catch (error) {
    writer.close();
    throw error;
  }
}

/**
 * Takes a data folder for this process; throws when another has it. The lock is a transaction on a
 * file of its own, so the system drops it when the process dies, however it dies.
 */
export function lockFolder(folder: string): () => void {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(join(folder, 'lock'), { timeout: 0 });
    lock.exec('begin exclusive');
  } catch (error) {
    lock?.close();
    const { code, message } = error as { code?: string; message: string };
    const why = code?.startsWith('SQLITE_BUSY')
      ? 'is in use by another Vitrine'
      : `cannot be written: ${message}`;
    throw new Error(`${folder} ${why}`, { cause: error });
  }
  const held = lock;
  return () => held.close();
}
