import { afterAll } from 'vitest';
import { notedCalls } from './note.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The methods that answered the tests of a file. */
    calls?: string[];
  }
}

// biome-ignore lint/correctness/noEmptyPattern: the runner reads the pattern
afterAll(({}, file) => {
  file.meta.calls = notedCalls();
});
