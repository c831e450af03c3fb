import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { syncFolder } from '../blobs/disk.ts';
import type { BlobRef } from '../core/blobs.ts';
import type { Db } from '../core/store.ts';
import { DataError } from '../data.ts';
import { copyDatabase } from '../store/snapshot.ts';
import { lockFolder, openSqlite } from '../store/sqlite.ts';
import { isWhole, takeFile, takeSecrets } from './files.ts';

/** Files that went while they were taken make the copy of the database anew, so often. */
const TRIES = 5;
const MANIFEST = 'backup.json';

/** The address and size of every stored file that a row names, in parts. */
export type StoredFiles = (db: Db) => AsyncIterable<readonly BlobRef[]>;

/** What a backup holds. */
export interface Manifest {
  readonly files: number;
  readonly bytes: number;
}

/** Every file that the database of a folder names, once; refuses a damaged database. */
async function namedIn(folder: string, storedFiles: StoredFiles): Promise<BlobRef[]> {
  const store = await openSqlite({ file: join(folder, 'vitrine.db'), reading: { threads: 0 } });
  try {
    const found = new Map<string, BlobRef>();
    for await (const part of storedFiles(store.reader)) {
      for (const one of part) found.set(one.hash, one);
    }
    return [...found.values()];
  } finally {
    await store.close();
  }
}

/** Throws DataError unless each file that a row names is there with its bytes. */
async function verify(folder: string, storedFiles: StoredFiles): Promise<Manifest> {
  const named = await namedIn(folder, storedFiles);
  let bytes = 0;
  for (const one of named) {
    if (!(await isWhole(folder, one))) {
      throw new DataError(`${folder} is not whole: the file ${one.hash} is lost or damaged`);
    }
    bytes += one.size;
  }
  return { files: named.length, bytes };
}

function refuseInUse(folder: string): void {
  try {
    lockFolder(folder)();
  } catch (error) {
    throw new DataError((error as Error).message, { cause: error });
  }
}

async function refuseUsed(target: string): Promise<void> {
  const names = await readdir(target).catch(() => []);
  if (names.length > 0) throw new DataError(`${target} is not empty`);
}

/** Builds a folder beside its place and puts it there at the end; what fails leaves nothing. */
async function inPlace<T>(target: string, build: (draft: string) => Promise<T>): Promise<T> {
  const draft = `${target}.draft-${process.pid}`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    const built = await build(draft);
    await syncFolder(draft);
    if (existsSync(target)) await rmdir(target);
    await rename(draft, target);
    await syncFolder(dirname(target));
    return built;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Copies a data folder, which a server may use meanwhile, into a new or empty one, and verifies the copy.
 * The database comes first, then the files that its rows name. Throws DataError.
 */
export async function makeBackup(
  from: string,
  to: string,
  storedFiles: StoredFiles,
): Promise<Manifest> {
  const target = resolve(to);
  await refuseUsed(target);
  return inPlace(target, async (draft) => {
    for (let tries = 1; ; tries++) {
      await rm(join(draft, 'vitrine.db'), { force: true });
      await copyDatabase(join(from, 'vitrine.db'), join(draft, 'vitrine.db'));
      const lost: string[] = [];
      for (const { hash } of await namedIn(draft, storedFiles)) {
        if (!(await takeFile(from, draft, hash))) lost.push(hash);
      }
      if (lost.length === 0) break;
      if (tries === TRIES) throw new DataError(`${from} has lost the file ${lost[0]}`);
    }
    await takeSecrets(from, draft);
    const manifest = await verify(draft, storedFiles);
    await writeFile(join(draft, MANIFEST), `${JSON.stringify(manifest)}\n`, { flush: true });
    return manifest;
  });
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined);
  if (text === undefined) throw new DataError(`${folder} holds no whole backup`);
  return JSON.parse(text) as Manifest;
}

/**
 * Puts a backup into a data folder that holds no portal yet, once it is verified. Throws DataError, also
 * where a server has the folder.
 */
export async function restoreBackup(
  from: string,
  to: string,
  storedFiles: StoredFiles,
): Promise<Manifest> {
  const source = resolve(from);
  const target = resolve(to);
  const expected = await readManifest(source);
  if (existsSync(join(target, 'vitrine.db'))) {
    refuseInUse(target);
    throw new DataError(`${target} holds a portal: move it away first`);
  }
  await refuseUsed(target);
  return inPlace(target, async (draft) => {
    await copyDatabase(join(source, 'vitrine.db'), join(draft, 'vitrine.db'));
    for (const { hash } of await namedIn(draft, storedFiles)) await takeFile(source, draft, hash);
    await takeSecrets(source, draft);
    const found = await verify(draft, storedFiles);
    if (found.files !== expected.files) throw new DataError(`${source} is not as it was made`);
    return found;
  });
}
