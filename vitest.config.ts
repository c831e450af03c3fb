import { defineConfig } from 'vitest/config';
import { proofs } from './test/proofs/reporter.ts';

const frozen = Boolean(process.env.CI);

export default defineConfig({
  test: {
    include: ['test/**/*.spec.ts'],
    setupFiles: ['test/proofs/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: [
      'default',
      proofs({ frozen }),
      ...(frozen ? [['json', { outputFile: 'node_modules/.vitest-report.json' }] as const] : []),
    ],
  },
});
