import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { proofs } from './test/proofs/reporter.ts';
import { skipped } from './test/skipped.ts';

const frozen = Boolean(process.env.CI);

export default defineConfig({
  test: {
    include: ['test/**/*.spec.ts'],
    setupFiles: ['test/proofs/setup.ts'],
    // The files of a worker share what they import, for importing everything takes longer than the tests of
    // most files. So no module keeps a state, and no helper has a hook outside of a function.
    isolate: false,
    // By default the runner leaves a core to itself, which is half of a machine of two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: [
      'default',
      proofs({ frozen }),
      skipped(),
      ...(frozen ? [['json', { outputFile: 'node_modules/.vitest-report.json' }] as const] : []),
    ],
  },
});
