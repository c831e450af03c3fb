import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..');

/** What the runner calls before and after the tests of a file, one by one. */
const HOOK = /^(?:before|after)(?:All|Each)\(/m;

it('a module that files share has no hook of its own, which only the first of them would run', async () => {
  const files = await Array.fromAsync(glob('**/*.ts', { cwd: folder }));
  const shared = files.filter((file) => !/\.spec\.ts$|^proofs\/setup\.ts$/.test(file));
  expect(shared.length).toBeGreaterThan(50);
  expect(shared.filter((file) => HOOK.test(readFileSync(join(folder, file), 'utf8')))).toEqual([]);
});
