import { hash as digest } from 'node:crypto';
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BlobMissing, type BlobRef, type Blobs } from '../core/blobs.ts';
import { endProcess, storageFailure } from '../core/storage.ts';

const ADDRESS = /^[0-9a-f]{64}$/;
const SHARD = /^[0-9a-f]{2}$/;
const SHARDS = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

export interface DiskBlobsOptions {
  /** Made by `start` where missing; `folder/ab/cdef...` are blobs, `folder/tmp/` is ours alone. */
  readonly folder: string;
  /** Told of a failed fsync, after which nothing may be tried; by default it ends the process. */
  readonly lost?: Lost;
}

/**
 * Blobs as files on a local disk. A file under an address is complete by construction: it gets its
 * name by rename, after the fsync of its bytes, and `put` resolves after the fsync of its folder.
 * One process at a time.
 */
export function createDiskBlobs(options: DiskBlobsOptions): Blobs {
  const folder = resolve(options.folder);
  const temp = join(folder, 'tmp');
  const putting = new Map<string, Promise<BlobRef>>();
  const synced = new Set<string>();
  const { lost = endProcess } = options;
  let temps = 0;

  const shardOf = (hash: string) => join(folder, hash.slice(0, 2));
  const fileOf = (hash: string) => join(shardOf(hash), hash.slice(2));

  async function syncShard(shard: string): Promise<void> {
    synced.delete(shard);
    await syncFolder(shard, lost);
    synced.add(shard);
  }

  async function store(bytes: Uint8Array, hash: string): Promise<BlobRef> {
    const ref = { hash, size: bytes.byteLength };
    const shard = shardOf(hash);
    const file = fileOf(hash);
    if ((await sizeOf(file)) === ref.size) {
      // A process killed between rename and fsync leaves a name that a power cut can still take.
      if (!synced.has(shard)) await syncShard(shard);
      return ref;
    }
    temps += 1;
    const draft = join(temp, `${process.pid}-${temps}`);
    try {
      await writeDurably(draft, bytes, lost);
      await renameInto(draft, file);
    } catch (err) {
      await discard(draft);
      throw err;
    }
    try {
      await syncShard(shard);
    } catch (err) {
      await discard(file);
      throw err;
    }
    return ref;
  }

  async function renameInto(draft: string, file: string): Promise<void> {
    try {
      await rename(draft, file);
    } catch (err) {
      // Copies and backups drop empty folders.
      if (!isMissing(err)) throw err;
      await mkdir(dirname(file), { recursive: true });
      await syncFolder(folder, lost);
      await rename(draft, file);
    }
  }

  return {
    put(bytes) {
      const hash = digest('sha256', bytes, 'hex');
      const running = putting.get(hash);
      if (running) return running;
      const stored = store(bytes, hash).finally(() => {
        if (putting.get(hash) === stored) putting.delete(hash);
      });
      putting.set(hash, stored);
      return stored;
    },

    async open(hash, range) {
      if (!ADDRESS.test(hash)) throw new BlobMissing(hash);
      try {
        const file = await open(fileOf(hash), 'r');
        return file.createReadStream(range && { start: range.start, end: range.end });
      } catch (err) {
        throw isMissing(err) ? new BlobMissing(hash) : err;
      }
    },

    async remove(hash) {
      if (!ADDRESS.test(hash)) return;
      try {
        await unlink(fileOf(hash));
      } catch (err) {
        if (!isMissing(err)) throw err;
      }
      // A put from here on must not share one that saw the file.
      putting.delete(hash);
    },

    async sizeOf(hash) {
      return ADDRESS.test(hash) ? sizeOf(fileOf(hash)) : undefined;
    },

    async *list() {
      for (const shard of await readdir(folder)) {
        if (!SHARD.test(shard)) continue;
        const names = await readdir(join(folder, shard));
        for (const name of names) {
          const hash = shard + name;
          if (ADDRESS.test(hash)) yield { hash, storedAt: () => storedAt(fileOf(hash)) };
        }
      }
    },

    async start() {
      const made = await mkdir(temp, { recursive: true });
      // All shards now, so that no put pays for a folder and the fsync of its parent.
      const there = new Set(await readdir(folder));
      const missing = SHARDS.filter((shard) => !there.has(shard));
      await Promise.all(missing.map((shard) => mkdir(join(folder, shard), { recursive: true })));
      await syncFolder(folder, lost);
      if (made !== undefined) {
        for (let at = folder; at !== dirname(made); at = dirname(at))
          await syncFolder(dirname(at), lost);
      }
      const left = await readdir(temp);
      await Promise.all(left.map((name) => rm(join(temp, name), { recursive: true, force: true })));
    },

    async ready() {
      temps += 1;
      const probe = join(temp, `ready-${process.pid}-${temps}`);
      try {
        await writeFile(probe, 'ready', { flag: 'wx' });
      } finally {
        await discard(probe);
      }
    },
  };
}

type Lost = (error: unknown) => void;

/** What a full disk leaves unsynced is thrown away by whoever asked for it; all else is lost. */
async function sync(handle: FileHandle, lost: Lost): Promise<void> {
  try {
    await handle.sync();
  } catch (err) {
    if (storageFailure(err) !== 'full') lost(err);
    throw err;
  }
}

async function writeDurably(path: string, bytes: Uint8Array, lost: Lost): Promise<void> {
  const file = await open(path, 'wx', 0o640);
  try {
    await file.writeFile(bytes);
    await sync(file, lost);
  } finally {
    await file.close();
  }
}

/** Makes the names in a folder durable. A failure ends the process where nothing else is said. */
export async function syncFolder(path: string, lost: Lost = endProcess): Promise<void> {
  // Windows cannot open a folder; NTFS journals its names.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await sync(handle, lost);
  } finally {
    await handle.close();
  }
}

/** Best effort: the error that led here is the one to tell. */
async function discard(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => {});
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (err) {
    if (isMissing(err)) return undefined;
    throw err;
  }
}

/** Infinitely new where it is gone meanwhile: there is nothing left to remove. */
async function storedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (err) {
    if (isMissing(err)) return Number.POSITIVE_INFINITY;
    throw err;
  }
}

function isMissing(err: unknown): boolean {
  return (err as NodeJS.ErrnoException).code === 'ENOENT';
}
