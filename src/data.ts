import { constants, existsSync, statSync } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createDiskBlobs, syncFolder } from './blobs/disk.ts';
import type { Blobs } from './core/blobs.ts';
import type { Store } from './core/store.ts';
import { dropUnfinished } from './firstStart.ts';
import { lockFolder, openSqlite } from './store/sqlite.ts';

/** An open data folder; nobody else has it open. */
export interface DataFolder {
  readonly path: string;
  readonly store: Store;
  readonly blobs: Blobs;
  /** Waits for accepted writes, then lets go of the folder. */
  close(): Promise<void>;
}

/** A folder that cannot be used; the message says why and what to do. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

async function refuseEmptyBesideFiles(database: string, files: string): Promise<void> {
  if (existsSync(database) && statSync(database).size > 0) return;
  const shards = await readdir(files).catch(() => []);
  for (const shard of shards) {
    const names = shard === 'tmp' ? [] : await readdir(join(files, shard)).catch(() => []);
    if (names.length === 0) continue;
    throw new DataError(
      `${database} is missing or empty while ${files} holds files: restore the database, or move the files away`,
    );
  }
}

/** A database that cannot be written is opened all the same, and fails at the first write. */
async function refuseReadOnly(paths: readonly string[]): Promise<void> {
  for (const path of paths.filter((one) => existsSync(one))) {
    await access(path, constants.R_OK | constants.W_OK).catch((error) => {
      throw new DataError(`${path} cannot be written: ${error.message}`, { cause: error });
    });
  }
}

/** Opens or makes the folder of an embedded portal, with so many reading threads. Throws DataError. */
export async function openData(folder: string, threads?: number): Promise<DataFolder> {
  const path = resolve(folder);
  await mkdir(path, { recursive: true }).catch((error) => {
    throw new DataError(`${path} cannot be made: ${error.message}`, { cause: error });
  });
  const database = join(path, 'vitrine.db');
  const files = join(path, 'files');
  await refuseReadOnly([
    path,
    join(path, 'lock'),
    database,
    files,
    join(path, 'webhook-secret'),
    join(path, 'password'),
  ]);
  const release = lockFolder(path);
  try {
    await dropUnfinished(path);
    await refuseEmptyBesideFiles(database, files);
    const blobs = createDiskBlobs({ folder: files });
    await blobs.start();
    const store = await openSqlite({ file: database, reading: { threads } }).catch((error) => {
      if (!/^SQLITE_(NOTADB|CORRUPT)/.test(error.code)) throw error;
      const why = `${database} is damaged (${error.message}): restore it from a backup`;
      throw new DataError(why, { cause: error });
    });
    // SQLite makes its log durable, and whether the name of it is does not look.
    await syncFolder(path);
    return {
      path,
      store,
      blobs,
      async close() {
        await store.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** The database of a folder that a server may have open. Throws DataError where there is none. */
export async function openStore(folder: string): Promise<Store> {
  const file = join(resolve(folder), 'vitrine.db');
  if (!existsSync(file) || statSync(file).size === 0) {
    throw new DataError(`${resolve(folder)} holds no portal: start it once, or set VITRINE_DATA`);
  }
  return openSqlite({ file, beside: true, reading: { threads: 0 } });
}

/**
 * What a start has to print again and the database has as a hash only: each in a file that its owner
 * alone may read. The webhook secret is that of user 1; the password is that of the seeded users.
 */
export type KeptSecret = 'webhook-secret' | 'password';

/** Undefined before the first start. */
export const readSecret = (folder: string, name: KeptSecret): Promise<string | undefined> =>
  readFile(join(folder, name), 'utf8').then(
    (text) => text.trim() || undefined,
    (error) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );

/** Replaces a kept secret in one step. */
export async function writeSecret(folder: string, name: KeptSecret, secret: string): Promise<void> {
  const draft = join(folder, `${name}.tmp`);
  await writeFile(draft, `${secret}\n`, { mode: 0o600, flush: true });
  await rename(draft, join(folder, name));
  await syncFolder(folder);
}
