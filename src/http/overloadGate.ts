import { createClock } from '../core/clock.ts';
import { systemError } from '../core/errors.ts';

/** Milliseconds for which the portal may be behind before calls are refused for it. */
const PATIENCE = 100;
/** Calls that are always taken: so many callers that wait for their answers overload nothing. */
const AT_ONCE = 64;
/** Milliseconds between two looks at the clock, and after the last call until none are taken. */
const PROBE = 10;
const IDLE = 1000;

/** Decides which calls are taken while there are more than the portal can do. */
export interface Gate {
  /** Whether a call is taken; asked before anything of it is read. */
  admits(): boolean;
  /** Counts a call that runs until what it gives is called. Throws QUERY_LIMIT_EXCEEDED. */
  enter(): () => void;
}

export interface GateOptions {
  /** Milliseconds by which the event loop may be late. */
  readonly lagLimit: number;
  /** Calls that run at once. */
  readonly callsLimit: number;
  /** Monotonic clock, milliseconds. */
  readonly now?: () => number;
  /** Runs something when all that was ready with a call is done. */
  readonly afterTurn?: (work: () => void) => void;
  /** Runs something after so many milliseconds. */
  readonly later?: (work: () => void, ms: number) => void;
}

/**
 * While the event loop was late each time it was looked at for PATIENCE, AT_ONCE calls run at once and
 * others are refused, as are those that come behind AT_ONCE others of their turn. So the calls that are
 * taken stay fast, and the others know it at once. A burst, or one long call, is waited for. What waits
 * elsewhere, for the disk or a reader, is bounded by `callsLimit`.
 */
export function createOverloadGate(options: GateOptions): Gate {
  const { lagLimit, callsLimit, now = createClock().monotonic } = options;
  const { afterTurn = setImmediate, later = (work, ms) => setTimeout(work, ms).unref() } = options;
  let calls = 0;
  let turn: { began: number; taken: number } | undefined;
  let calm = 0;
  let asked = -Infinity;
  let probing = false;

  const probe = (): void => {
    const due = now() + PROBE;
    later(() => {
      const at = now();
      if (at - due <= lagLimit) calm = at;
      probing = at - asked < IDLE;
      if (probing) probe();
    }, PROBE);
  };

  return {
    admits() {
      const at = now();
      asked = at;
      if (!probing) {
        probing = true;
        calm = at;
        probe();
      }
      if (!turn) {
        turn = { began: at, taken: 0 };
        afterTurn(() => {
          turn = undefined;
        });
      }
      const isLate = at - turn.began > lagLimit && turn.taken >= AT_ONCE;
      if (at - calm > PATIENCE && (isLate || calls >= AT_ONCE)) return false;
      turn.taken += 1;
      return true;
    },
    enter() {
      if (calls >= callsLimit) throw systemError('queryLimit');
      calls += 1;
      return () => {
        calls -= 1;
      };
    },
  };
}
