import { createClock } from './clock.ts';

/** Milliseconds that one call may work before others have their turn. */
const TURN = 10;

/** Ends this turn of the event loop; what else is ready runs before the promise is kept. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * For work in many steps: asked after each of them, it gives a promise of the next turn when this one
 * has lasted, and nothing while it is short, so that short work is not slowed down by it.
 */
export function createGiveWay(
  monotonic = createClock().monotonic,
): () => Promise<void> | undefined {
  let began = monotonic();
  return () => {
    if (monotonic() - began < TURN) return undefined;
    return nextTurn().then(() => {
      began = monotonic();
    });
  };
}
