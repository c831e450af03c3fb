import type { Reporter, TestCase, TestModule } from 'vitest/node';

const lineOf = (test: TestCase): string => {
  const result = test.result();
  const why = (result.state === 'skipped' && result.note) || 'not for this system';
  return ` skipped: ${test.module.relativeModuleId} > ${test.fullName}: ${why}\n`;
};

/** Tells at the end which tests did not run and why, as where a tool is missing; `-t` skips on purpose. */
export const skipped = (): Reporter => {
  let chosen = false;
  return {
    onInit(vitest) {
      chosen = vitest.config.testNamePattern !== undefined;
    },
    onTestRunEnd(modules: readonly TestModule[]) {
      if (chosen) return;
      for (const module of modules) {
        for (const test of module.children.allTests('skipped')) process.stdout.write(lineOf(test));
      }
    },
  };
};
