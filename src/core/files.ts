import type { Hold, Holder } from './blobs.ts';
import type { CallFiles } from './method.ts';

/** The files of one call, and the two moments at which their fate is decided. */
export interface OpenFiles extends CallFiles {
  /** After the commit: what the call dropped may go. */
  committed(): void;
  /** At the end, committed or not: what it held is free. */
  release(): void;
}

export function createCallFiles(holder: Holder, imageType: CallFiles['imageType']): OpenFiles {
  const holds: Hold[] = [];
  const dropped = new Set<string>();
  return {
    imageType,
    async hold(bytes) {
      const hold = await holder.hold(bytes);
      holds.push(hold);
      return hold;
    },
    drop(hashes) {
      for (const hash of hashes) if (hash !== null) dropped.add(hash);
    },
    committed() {
      if (dropped.size > 0) holder.collect(dropped);
    },
    release() {
      for (const hold of holds) hold.release();
    },
  };
}
