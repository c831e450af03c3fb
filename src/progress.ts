import { setImmediate } from 'node:timers/promises';

/** How much of a long start is done; resolves when signals and log lines had their turn. */
export type Progress = (done: number, total: number) => Promise<void>;

const WIDTH = 40;
const TENTHS = 10;

/** A bar on a terminal, elsewhere a line of the log for each tenth. */
export function createProgress(
  what: string,
  log: (fields: object, what: string) => void,
  out: NodeJS.WriteStream,
): Progress {
  let shown = -1;
  return async (done, total) => {
    const steps = out.isTTY ? 100 : TENTHS;
    const step = Math.floor((done / total) * steps);
    if (step !== shown) {
      shown = step;
      if (out.isTTY) out.write(bar(what, done, total));
      else log({ done, total }, what);
    }
    await setImmediate();
  };
}

function bar(what: string, done: number, total: number): string {
  const full = Math.round((done / total) * WIDTH);
  const drawn = '#'.repeat(full) + '-'.repeat(WIDTH - full);
  const count = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
  return `\r${what} [${drawn}] ${count}${done === total ? '\n' : ''}`;
}
