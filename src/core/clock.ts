/**
 * What everything that reads time reads, made once and handed down. The two faces part whenever the
 * system's clock is set right, and after a laptop's sleep: what is a date or expires is judged by
 * `now`, what lasts or is limited by `monotonic`.
 */
export interface Clock {
  /** Wall clock, milliseconds since 1970, with a fraction. It may jump either way. */
  readonly now: () => number;
  /** Milliseconds since an instant of its own. It never goes back, and may rest while the machine sleeps. */
  readonly monotonic: () => number;
}

/** The system's clock. Nothing else asks the system for the time (.ci/clock.grit). */
export function createClock(): Clock {
  const monotonic = () => performance.now();
  let origin = Number.NaN;
  return {
    monotonic,
    now() {
      // Date.now has no fraction; performance.now has, but knows nothing of a clock that was set.
      const whole = Date.now();
      const fine = origin + monotonic();
      if (fine >= whole && fine < whole + 1) return fine;
      origin = whole - monotonic();
      return whole;
    },
  };
}
