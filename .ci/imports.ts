import { spawnSync } from 'node:child_process';

/** A cruise that silently sees nothing succeeds too, so fewer modules than this is a failure. */
const MINIMUM = 150;

const { stdout, stderr, status } = spawnSync(
  'depcruise',
  ['--config', '.dependency-cruiser.mjs', 'src', 'methods', 'catalog', 'schemas', 'seed'],
  { encoding: 'utf8' },
);
process.stdout.write(stdout + stderr);
const modules = Number(/(\d+) modules/.exec(stdout)?.[1] ?? 0);
if (modules < MINIMUM) {
  process.stderr.write(`only ${modules} modules were seen, at least ${MINIMUM} were expected\n`);
}
process.exitCode = status === 0 && modules >= MINIMUM ? 0 : 1;
