import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

const FILE = join(import.meta.dirname, 'calls.json');

/** The kinds of test that prove a method; those that call at random do not say the same each time. */
const PROVES = /^test\/(spec|golden|sdk|wire)\/(?!.*(fuzz|bad-params|\.property\.))/;

type Calls = Readonly<Record<string, readonly string[]>>;

/** The methods that answered a file of tests, if it passed as a whole. */
function callsOf(module: TestModule): Calls {
  const { relativeModuleId: file } = module;
  const whole = module.state() === 'passed' && module.children.allTests('skipped').next().done;
  const { calls = [] } = module.meta();
  return whole && PROVES.test(file) && calls.length > 0 ? { [file]: calls } : {};
}

/**
 * Keeps in calls.json which methods answered the tests, file by file, as far as they pass: what
 * docs/methods.md says of proofs. With `frozen` a difference fails the run instead.
 */
export const proofs = ({ frozen }: { readonly frozen: boolean }): Reporter => ({
  onTestRunEnd(modules) {
    const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '{}';
    const before = JSON.parse(text) as Calls;
    const found = Object.assign({ ...before }, ...modules.map(callsOf)) as Calls;
    const kept = Object.keys(found)
      .filter((file) => PROVES.test(file) && existsSync(file))
      .sort();
    const after = `${JSON.stringify(Object.fromEntries(kept.map((file) => [file, found[file]])), null, 2)}\n`;
    if (after === text) return;
    if (!frozen) return writeFileSync(FILE, after);
    process.stderr.write(`${FILE} is stale: run the tests without CI, then npm run docs\n`);
    process.exitCode = 1;
  },
});
