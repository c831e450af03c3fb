import { existsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './blobs/disk.ts';

/** Stands in a data folder for as long as its first start fills it. */
const MARK = 'first-start';

/** What a first start fills; secrets and certificate are kept, whoever begins anew finds them again. */
const FILLED = ['vitrine.db', 'vitrine.db-wal', 'vitrine.db-shm', 'files'];

/**
 * Empties a folder whose first start was cut off, so that this one begins anew: nobody was ever answered
 * from it. Resolves with whether it was.
 */
export async function dropUnfinished(folder: string): Promise<boolean> {
  const mark = join(folder, MARK);
  if (!existsSync(mark)) return false;
  for (const name of FILLED) await rm(join(folder, name), { recursive: true, force: true });
  await syncFolder(folder);
  await rm(mark);
  return true;
}

/** Runs what fills a new folder; a process that dies on the way leaves a folder that begins anew. */
export async function fillOnce(folder: string, fill: () => Promise<void>): Promise<void> {
  const mark = await open(join(folder, MARK), 'w', 0o600);
  await mark.sync();
  await mark.close();
  await syncFolder(folder);
  await fill();
  await rm(join(folder, MARK));
  await syncFolder(folder);
}
