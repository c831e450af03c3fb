import type { BlobEntry, BlobRef, Blobs, Hold } from '../core/blobs.ts';

const BATCH = 500;
const REMOVALS_AT_ONCE = 8;

export interface KeeperOptions {
  readonly blobs: Blobs;
  /** Which of at most 500 addresses a row names, in every commit made before the call. */
  readonly isReferenced: (hashes: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly log: { error(fields: { err: unknown; hash?: string }, message: string): void };
}

/** Keeps the stored blobs equal to those that committed rows name, within one process. */
export interface Keeper {
  /**
   * Stores the bytes and keeps them until the hold's release, so that a row may name them. Rejects
   * as `Blobs.put` does, with nothing held. A row may name an address only under a hold of it.
   */
  hold(bytes: Uint8Array): Promise<Hold>;
  /**
   * Called after a commit that dropped rows, with the addresses they named: those that no row names
   * and no hold keeps are removed soon after. Failures are logged; the next sweep finds the rest.
   */
  collect(hashes: Iterable<string>): void;
  /** Resolves when no removal is queued or running. */
  idle(): Promise<void>;
  /**
   * Removes what a crash left over: blobs stored before `olderThan` (milliseconds since 1970) that
   * no row names and no hold keeps. Rejects when the list or the rows cannot be read.
   */
  sweep(options: { readonly olderThan: number }): Promise<{ removed: number }>;
}

/**
 * How a removal and a hold of one address keep out of each other's way: a hold granted while the
 * rows are being asked takes the address off the suspects, so its removal does not start; a hold
 * whose put met a removal keeps further ones off, waits for that one and puts the bytes again.
 */
export function createKeeper({ blobs, isReferenced, log }: KeeperOptions): Keeper {
  const holds = new Map<string, number>();
  const removing = new Map<string, Promise<boolean>>();
  /** Per put in flight, the addresses removed meanwhile: it may have relied on a file now gone. */
  const puts = new Set<Set<string>>();
  const queue = new Set<string>();
  let suspects = new Set<string>();
  let batches: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let scheduled = false;

  async function hold(bytes: Uint8Array): Promise<Hold> {
    const removed = new Set(removing.keys());
    let held: Hold;
    puts.add(removed);
    try {
      held = grant(await blobs.put(bytes));
    } finally {
      puts.delete(removed);
    }
    if (!removed.has(held.hash)) return held;
    try {
      await removing.get(held.hash);
      await blobs.put(bytes);
      return held;
    } catch (err) {
      held.release();
      throw err;
    }
  }

  function grant({ hash, size }: BlobRef): Hold {
    suspects.delete(hash);
    holds.set(hash, (holds.get(hash) ?? 0) + 1);
    let held = true;
    return {
      hash,
      size,
      release() {
        if (!held) return;
        held = false;
        const left = holds.get(hash)! - 1;
        if (left > 0) holds.set(hash, left);
        else {
          holds.delete(hash);
          collect([hash]);
        }
      },
    };
  }

  function collect(hashes: Iterable<string>): void {
    for (const hash of hashes) queue.add(hash);
    if (scheduled || queue.size === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      const all = [...queue];
      queue.clear();
      for (let at = 0; at < all.length; at += BATCH) {
        removeUnnamed(all.slice(at, at + BATCH)).catch((err) => {
          log.error({ err }, 'could not ask which files are still in use');
        });
      }
    });
  }

  /** One batch at a time: a second one must not read the rows of a first one's suspects too early. */
  function removeUnnamed(hashes: readonly string[]): Promise<number> {
    waiting += 1;
    const batch = batches
      .then(() => judge(hashes))
      .finally(() => {
        waiting -= 1;
      });
    batches = batch.catch(() => {});
    return batch;
  }

  async function judge(hashes: readonly string[]): Promise<number> {
    // What is held now comes back with its release.
    suspects = new Set(hashes.filter((hash) => !holds.has(hash)));
    if (suspects.size === 0) return 0;
    const named = await isReferenced([...suspects]);
    const work = suspects.values();
    let removed = 0;
    const lane = async () => {
      // A hold may be granted, or a suspect dropped, at each await: ask the live set.
      for (const hash of work) {
        suspects.delete(hash);
        if (!named.has(hash) && (await remove(hash))) removed += 1;
      }
    };
    await Promise.all(Array.from({ length: REMOVALS_AT_ONCE }, lane));
    return removed;
  }

  function remove(hash: string): Promise<boolean> {
    for (const put of puts) put.add(hash);
    const removal = blobs
      .remove(hash)
      .then(
        () => true,
        (err) => {
          log.error({ err, hash }, 'could not remove a file that nothing names');
          return false;
        },
      )
      .finally(() => removing.delete(hash));
    removing.set(hash, removal);
    return removal;
  }

  async function idle(): Promise<void> {
    while (scheduled || waiting > 0) {
      if (scheduled) await new Promise((resolve) => setImmediate(resolve));
      else await batches;
    }
  }

  async function sweep({ olderThan }: { readonly olderThan: number }) {
    let removed = 0;
    let chunk: BlobEntry[] = [];
    const judgeChunk = async () => {
      const named = await isReferenced(chunk.map(({ hash }) => hash));
      const old: string[] = [];
      for (const { hash, storedAt } of chunk) {
        if (!named.has(hash) && (await storedAt()) < olderThan) old.push(hash);
      }
      if (old.length > 0) removed += await removeUnnamed(old);
      chunk = [];
    };
    for await (const entry of blobs.list()) {
      chunk.push(entry);
      if (chunk.length === BATCH) await judgeChunk();
    }
    if (chunk.length > 0) await judgeChunk();
    return { removed };
  }

  return { hold, collect, idle, sweep };
}
