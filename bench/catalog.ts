import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { openBare } from './catalog/bare.ts';
import { makeFolder } from './catalog/folder.ts';
import { type Call, openPortal } from './catalog/portal.ts';
import { type Scenario, scenarios } from './catalog/scenarios.ts';
import { measureWalk } from './catalog/walk.ts';

/**
 * What calls on a large catalogue cost beside the bare SQL of the same result, in one process and
 * one run, and how that grows with the catalogue.
 */
const { values } = parseArgs({
  options: {
    products: { type: 'string', default: '10000,1000000' },
    rounds: { type: 'string', default: '400' },
    /** Where the data folders are made, and found again by the next run. */
    folder: { type: 'string', default: join(tmpdir(), 'vitrine-bench-catalog') },
    only: { type: 'string', default: '' },
  },
});
const TURNS = 5;
/** Milliseconds that a side takes at most, but for its last call. */
const TURN = 200;

type Row = Record<string, unknown>;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const median = (times: number[]): number =>
  times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

/** Runs for a while, at most so many times, and gives the milliseconds of each. */
async function run(rounds: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + TURN;
  do {
    const start = performance.now();
    await work(times.length);
    times.push(performance.now() - start);
    await new Promise(setImmediate);
  } while (times.length < rounds && performance.now() < end);
  return times;
}

const idsOf = (rows: readonly Row[]): unknown[] => rows.map(({ id }) => id);

/** Throws unless both sides find the same rows and the same total. */
async function requireSame({ name, method, params, bare }: Scenario, call: Call): Promise<void> {
  const found = bare(1) as { rows?: Row[]; total?: number };
  if (!found.rows) return;
  const { result, total } = JSON.parse(await call(method, params(1)));
  const same = isDeepStrictEqual([idsOf(result.products), total], [idsOf(found.rows), found.total]);
  if (!same) throw new Error(`${name}: the two sides differ`);
}

/** The median of each side, which take turns: a noise of the machine meets both. */
async function measure(scenario: Scenario, call: Call) {
  const { method, params, bare, rounds = Number(values.rounds) } = scenario;
  const times = { bare: [] as number[], vitrine: [] as number[] };
  for (let turn = 0; turn <= TURNS; turn++) {
    const at = (n: number): number => turn * rounds + n + 1;
    const bares = await run(rounds, async (n) => JSON.stringify(bare(at(n))));
    const calls = await run(rounds, (n) => call(method, params(at(n))));
    if (turn === 0) continue; // for caches and the compiler
    times.bare.push(...bares);
    times.vitrine.push(...calls);
  }
  return { bare: median(times.bare), vitrine: median(times.vitrine) };
}

const cell = (value: number | undefined): string => (value ?? Number.NaN).toFixed(3).padStart(10);

async function main(): Promise<void> {
  print(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`);
  const smallest = new Map<string, number>();
  for (const products of values.products.split(',').map(Number)) {
    const folder = await makeFolder(values.folder, products, print);
    const bare = openBare(folder);
    const portal = await openPortal(folder);
    print(`\n${products} products; median milliseconds`);
    print(`${''.padEnd(44)}      bare   vitrine     ratio    growth`);
    for (const scenario of scenarios(bare)) {
      if (!scenario.name.includes(values.only)) continue;
      await requireSame(scenario, portal.call);
      const taken = await measure(scenario, portal.call);
      const first = smallest.get(scenario.name) ?? taken.vitrine;
      smallest.set(scenario.name, first);
      const ratio = taken.vitrine / taken.bare;
      const cells = [taken.bare, taken.vitrine, ratio, taken.vitrine / first].map(cell);
      print(`${scenario.name.padEnd(44)}${cells.join('')}`);
    }
    await portal.close();
    if ('full walk'.includes(values.only)) print(await measureWalk(folder, bare));
    bare.close();
  }
}

await main();
