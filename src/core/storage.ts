/**
 * What storage may fail with though nothing is wrong with what was asked of it: `full` takes nothing until
 * there is space, `busy` is held by another process, `unsynced` may have lost what it was told to keep.
 */
export type StorageFailure = 'full' | 'busy' | 'unsynced';

/** SQLITE_IOERR_SHMSIZE: the index of the log could not grow. */
const FULL = /^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/;
const BUSY = /^SQLITE_(BUSY|LOCKED|PROTOCOL)/;
const UNSYNCED = /^SQLITE_IOERR_(FSYNC|DIR_FSYNC)$/;

/** The kind of an error of SQLite or of the file system, by its `code` and `syscall`. */
export function storageFailure(error: unknown): StorageFailure | undefined {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  if (typeof code !== 'string') return undefined;
  if (FULL.test(code)) return 'full';
  if (BUSY.test(code)) return 'busy';
  return syscall === 'fsync' || UNSYNCED.test(code) ? 'unsynced' : undefined;
}

/**
 * Ends the process as whatever nobody expected does (src/boot.ts). After a failed fsync the system may
 * have dropped what it was to write and answer the next fsync with success, so none is tried again.
 */
export function endProcess(error: unknown): void {
  process.nextTick(() => {
    throw error;
  });
}
