import type { Clock } from '../src/core/clock.ts';

const HOUR = 3_600_000;

/** A clock that a test moves. */
export interface TestClock extends Clock {
  /** Time passes, by both faces. */
  advance(ms: number): void;
  /** The wall clock is set, or the machine slept: the monotonic one knows nothing of it. */
  jump(ms: number): void;
}

export function createTestClock(start = Date.UTC(2026, 0, 1, 12)): TestClock {
  let wall = start;
  // Far from the wall clock, so that one taken for the other shows.
  let passed = 1000;
  return {
    now: () => wall,
    monotonic: () => passed,
    advance(ms) {
      wall += ms;
      passed += ms;
    },
    jump(ms) {
      wall += ms;
    },
  };
}

/** What happens to the clocks of real machines. */
export const jumps = {
  sleep: 2 * HOUR,
  back: -HOUR,
  forward: 10 * 365 * 24 * HOUR,
} as const;
