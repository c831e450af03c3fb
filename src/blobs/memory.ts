import { hash as digest } from 'node:crypto';
import { Readable } from 'node:stream';
import { BlobMissing, type Blobs } from '../core/blobs.ts';

/** Blobs in memory, for tests and throw-away portals: they end with the process. `now`: the wall clock. */
export function createMemoryBlobs({ now }: { readonly now: () => number }): Blobs {
  const stored = new Map<string, { readonly bytes: Buffer; readonly storedAt: number }>();

  return {
    async put(bytes) {
      const hash = digest('sha256', bytes, 'hex');
      // A copy, for the caller may use its buffer again.
      if (!stored.has(hash)) stored.set(hash, { bytes: Buffer.from(bytes), storedAt: now() });
      return { hash, size: bytes.byteLength };
    },

    async open(hash, range) {
      const blob = stored.get(hash);
      if (!blob) throw new BlobMissing(hash);
      const bytes = range ? blob.bytes.subarray(range.start, range.end + 1) : blob.bytes;
      return Readable.from(bytes.length > 0 ? [bytes] : [], { objectMode: false });
    },

    async remove(hash) {
      stored.delete(hash);
    },

    async sizeOf(hash) {
      return stored.get(hash)?.bytes.byteLength;
    },

    async *list() {
      for (const [hash, { storedAt }] of stored) yield { hash, storedAt: async () => storedAt };
    },

    async start() {},

    async ready() {},
  };
}
