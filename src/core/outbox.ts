import type { Caller, Context, EventData } from './method.ts';
import type { Db } from './store.ts';

/** Who caused an event, and when (milliseconds since 1970). */
export interface Cause {
  readonly caller: Caller;
  /** The part of an app that called; '' for all of it. */
  readonly connector: string;
  /** How many events led to the call, as whoever sent it says. */
  readonly chain: number;
  readonly now: number;
  /** Tells this app alone. */
  readonly appId?: number | undefined;
}

/** The port to those who are told of events. */
export interface Outbox {
  /**
   * Writes down, in the transaction of `db`, whom to tell of an event. Resolves with whether
   * anything is to be sent.
   */
  write(db: Db, event: string, data: EventData, cause: Cause): Promise<boolean>;
  /** Sends what was committed; called after the commit. */
  wake(): void;
}

/** The events of one call. */
export interface Emitter {
  /** `emit` within a transaction. */
  in(db: Db): Context['emit'];
  /** `emit` where there is no transaction. */
  readonly none: Context['emit'];
  /** After the commit: what was emitted may be sent. */
  committed(): void;
}

export function createEmitter(outbox: Outbox, cause: Cause): Emitter {
  const emitted = new Set<string>();
  let sending = false;
  return {
    in: (db) => async (event, data, appId) => {
      const key = `${event} ${appId ?? ''} ${JSON.stringify(data)}`;
      if (emitted.has(key)) return;
      emitted.add(key);
      if (await outbox.write(db, event, data, { ...cause, appId })) sending = true;
    },
    none: async (event) => {
      throw new Error(`${event} was emitted outside of a write`);
    },
    committed() {
      if (sending) outbox.wake();
    },
  };
}
