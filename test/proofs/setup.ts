import { afterAll, beforeAll } from 'vitest';
import { forgetCalls, notedCalls } from './note.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The methods that answered the tests of a file. */
    calls?: string[];
  }
}

beforeAll(forgetCalls);

// biome-ignore lint/correctness/noEmptyPattern: the runner reads the pattern
afterAll(({}, file) => {
  file.meta.calls = notedCalls();
});
