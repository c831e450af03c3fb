/** Pauses of a work that fails, each twice the one before it. Milliseconds. */
export interface Backoff {
  next(): number;
  /** After a success the first failure waits the least again. */
  reset(): void;
}

export function createBackoff({ least, most }: { least: number; most: number }): Backoff {
  let pause = least;
  return {
    next() {
      const now = pause;
      pause = Math.min(pause * 2, most);
      return now;
    },
    reset() {
      pause = least;
    },
  };
}
