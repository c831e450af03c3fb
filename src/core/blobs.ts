import type { Readable } from 'node:stream';

/** The content address of stored bytes and their number. */
export interface BlobRef {
  /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
  readonly hash: string;
  /** Length in bytes. */
  readonly size: number;
}

/**
 * An inclusive range of bytes, as in an HTTP Range header: 0 <= start <= end. What lies behind the
 * last byte is left out, so a range wholly behind it is an empty stream.
 */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What `list` tells of one stored blob. */
export interface BlobEntry {
  readonly hash: string;
  /** When it was stored, in milliseconds since 1970; asked apart, since it may cost a system call. */
  storedAt(): Promise<number>;
}

/**
 * The port of the content-addressed store of bytes. Equal bytes are one blob; the driver knows
 * nothing of rows. Every driver passes test/blobs.
 */
export interface Blobs {
  /**
   * Makes the bytes durable and returns their address. When it resolves they survive a power cut;
   * when it rejects nothing is left under the address that was not there before. Rejects with the
   * system's error unchanged (`code` ENOSPC, `syscall` fsync); a failed fsync also ends the process,
   * since the kernel may have dropped the pages. A `remove` of the same address at the
   * same time may win: src/blobs/keeper.ts keeps the two apart.
   */
  put(bytes: Uint8Array): Promise<BlobRef>;
  /**
   * A stream of the bytes, or of a range of them. Rejects with BlobMissing where there is none.
   * The caller reads it to its end or destroys it.
   */
  open(hash: string, range?: ByteRange): Promise<Readable>;
  /** Removes the blob; resolves also where there is none. A put called after that stores it again. */
  remove(hash: string): Promise<void>;
  /** How many bytes are stored under the address; undefined where there are none. */
  sizeOf(hash: string): Promise<number | undefined>;
  /** Every complete blob, in no order. */
  list(): AsyncIterable<BlobEntry>;
  /**
   * Removes what interrupted puts left over. Called once, before the first put, by the only process
   * that uses the store (it would take away another one's puts in flight).
   */
  start(): Promise<void>;
  /** Resolves when the store can take bytes, rejects otherwise (readiness probe). */
  ready(): Promise<void>;
}

/** Thrown by `open` for an address under which nothing is stored. */
export class BlobMissing extends Error {
  readonly hash: string;

  constructor(hash: string) {
    super(`no blob ${hash}`);
    this.name = 'BlobMissing';
    this.hash = hash;
  }
}

/** A stored blob that nobody removes before `release`. */
export interface Hold extends BlobRef {
  /**
   * Ends the hold; the second call does nothing. Called after the commit or the rollback: from here
   * on only a committed row keeps the blob.
   */
  release(): void;
}

/** What a call sees of the keeper, which keeps stored bytes and committed rows equal. */
export interface Holder {
  hold(bytes: Uint8Array): Promise<Hold>;
  /** Removes, in the background, those addresses that no committed row names any more. */
  collect(hashes: Iterable<string>): void;
}
