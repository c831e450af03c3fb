import { statfsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps a file system in memory. */
const SHARED_MEMORY = '/dev/shm';

/** What the databases of all workers may take at once, in bytes. */
const ROOM = 256 * 2 ** 20;

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ROOM;
  } catch {
    return false;
  }
}

const parent = hasRoom(SHARED_MEMORY) ? SHARED_MEMORY : tmpdir();

/**
 * A new folder of files that need not outlive the process: in memory where the system has such a place,
 * for a portal waits for the disk at each commit, and most of a test's time was that.
 */
export const memoryFolder = (prefix: string): Promise<string> => mkdtemp(join(parent, prefix));
