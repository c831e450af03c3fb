/** Milliseconds in which a receiver has to answer. */
export const TIMEOUT = 10_000;

/** Pauses before the second and every further try, milliseconds: 28 hours in all (spec/reliability.md). */
const RETRIES = [5, 300, 1800, 7200, 18_000, 36_000, 36_000].map((seconds) => seconds * 1000);

/** The longest that a delivery may have to wait. What is due later was written by a clock that was wrong. */
export const LONGEST = Math.max(...RETRIES) + 2 * TIMEOUT;

/** How often a delivery is tried. */
export const triesOf = (kind: 'test' | 'public' | 'portal'): number =>
  kind === 'portal' ? 1 : RETRIES.length + 1;

/** The pause after so many attempts. */
export const pauseAfter = (attempts: number): number => RETRIES[attempts - 1] ?? 0;
