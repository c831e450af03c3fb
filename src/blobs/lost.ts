import type { BlobRef, Blobs } from '../core/blobs.ts';

const AT_ONCE = 8;
/** Addresses that are told of; of the others there is a number. */
const TOLD = 5;

export interface LostFilesOptions {
  readonly blobs: Blobs;
  /** What committed rows name, in parts. */
  readonly named: () => AsyncIterable<readonly BlobRef[]>;
  /** Which of these addresses a committed row names. */
  readonly isReferenced: (hashes: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly log: { error(fields: object, message: string): void };
}

/** What is known of files that are named by a row, and are not there or of another size. */
export interface LostFiles {
  /** Looks for them, eight at a time, and logs each. Rejects where rows or files cannot be read. */
  look(): Promise<void>;
  /** Ends a look soon; `look` resolves then. */
  stop(): void;
  /** How many were found, and the addresses of the first of them. */
  found(): { readonly count: number; readonly some: readonly string[] };
}

/** Finds after a start what would else be told to whoever asks for the file first. */
export function createLostFiles({ blobs, named, isReferenced, log }: LostFilesOptions): LostFiles {
  const lost = new Set<string>();
  let stopped = false;

  const lookAt = async ({ hash, size }: BlobRef): Promise<void> => {
    const there = await blobs.sizeOf(hash);
    if (there === size || lost.has(hash)) return;
    // Its row may have gone meanwhile, and it with the row.
    if (!(await isReferenced([hash])).has(hash)) return;
    lost.add(hash);
    log.error({ hash, size, there }, 'a file is lost: restore it from a backup');
  };

  return {
    async look() {
      for await (const part of named()) {
        const left = part.values();
        const lane = async (): Promise<void> => {
          for (const one of left) if (!stopped) await lookAt(one);
        };
        await Promise.all(Array.from({ length: AT_ONCE }, lane));
        if (stopped) return;
      }
    },
    stop() {
      stopped = true;
    },
    found: () => ({ count: lost.size, some: [...lost].slice(0, TOLD) }),
  };
}
