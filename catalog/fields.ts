import type { PhpArray } from '../src/core/index.ts';

/** Given fields but for those of these names. */
export const without = (fields: PhpArray, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
