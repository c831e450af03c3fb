import type { Db } from './store.ts';

/** A call that its client names (Idempotency-Key): it is done once, however often it is sent. */
export interface Once {
  /** What it was answered when it was done before. */
  readonly kept: object | undefined;
  /** Writes its answer down, in the call's own transaction. */
  keep(db: Db, answer: object): Promise<void>;
  /** The same for the command at this place of a batch. */
  command(place: number): Once;
}
