/** Thrown where too many wait already. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

export interface Gate {
  /** Runs `work` when there is room for it; throws Busy, with nothing done, where too many wait. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Lets `running` works run at once and `waiting` wait, in the order in which they came. */
export function createGate({ running, waiting }: { running: number; waiting: number }): Gate {
  const queue: (() => void)[] = [];
  let free = running;

  const enter = async (): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return;
    }
    if (queue.length >= waiting) throw new Busy();
    await new Promise<void>((resolve) => queue.push(resolve));
  };

  /** Whoever waited longest takes the place. */
  const leave = (): void => {
    const next = queue.shift();
    if (next) next();
    else free += 1;
  };

  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
