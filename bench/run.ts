import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureChecks } from './checks.ts';
import { makeDataset } from './dataset.ts';
import { type Child, drive, type Measured, residentMemory, startChild } from './drive.ts';
import { anyImage, listed, type Scenario, scenarios } from './scenarios.ts';
import { measureWays } from './ways.ts';

/** Ratios of Vitrine to the floor, both under the same load in the same run. */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    products: { type: 'string', default: '100000' },
    images: { type: 'string', default: '400000' },
    only: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const images = Number(values.images);
const SECRET = 'benchmark-secret-0001';
const TOKEN = 'benchmark-token-0001';
const CONNECTIONS = [1, 10, 64];

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const cell = (value: string | number, width: number): string => String(value).padStart(width);

function row(scenario: Scenario, connections: number, floor: Measured, vitrine: Measured): string {
  return [
    scenario.name.padEnd(42),
    cell(connections, 5),
    cell(Math.round(floor.rate), 9),
    cell(floor.p99.toFixed(1), 7),
    cell(Math.round(vitrine.rate), 9),
    cell(vitrine.p99.toFixed(1), 7),
    cell((vitrine.rate / floor.rate).toFixed(2), 7),
    vitrine.failed + floor.failed > 0 ? `  ${vitrine.failed + floor.failed} failed` : '',
  ].join(' ');
}

const environment = (folder: string) => ({
  VITRINE_DATA: join(folder, 'data'),
  VITRINE_HTTP_PORT: '0',
  VITRINE_HTTPS_PORT: '0',
  VITRINE_WEBHOOK_SECRET: SECRET,
});
const READY = /http:\/\/localhost:(\d+)\/rest/;

/** What `npm start` runs, without npm. */
const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
const START: readonly string[] = scripts.start.split(' ').slice(1);

const startVitrine = (folder: string): Promise<Child> =>
  startChild(START, READY, environment(folder));

async function startFloor(folder: string): Promise<Child> {
  const file = join(folder, 'floor', 'vitrine.db');
  await cp(join(folder, 'data', 'vitrine.db'), file);
  return startChild(
    ['bench/floor.ts', '--file', file, '--list', listed.join(',')],
    /listening (\d+)/,
  );
}

const address = ({ match }: Child, method: string): string =>
  `http://127.0.0.1:${match[1]}/rest/1/${SECRET}/${method}`;

/** Milliseconds from the start of the process to the first answer, the least of five. */
async function measureStart(folder: string): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const begun = performance.now();
    const vitrine = await startVitrine(folder);
    await (await fetch(address(vitrine, 'catalog.catalog.list'))).json();
    least = Math.min(least, performance.now() - begun);
    await vitrine.stop();
  }
  return least;
}

async function measureAll(folder: string): Promise<void> {
  const floor = await startFloor(folder);
  const vitrine = await startVitrine(folder);
  const memory = () => residentMemory(vitrine.process.pid as number);
  const used = { floor: 0, vitrine: 0 };
  let calls = 0;
  print(`memory after the start: ${Math.round(await memory())} MiB`);
  if (!values.only || values.only === 'ways') {
    // Before anything deletes an image.
    print('reads of one image a second, 1 connection');
    const origin = `http://127.0.0.1:${vitrine.match[1]}`;
    const ways = { origin, secret: SECRET, token: TOKEN, seconds, image: anyImage(images) };
    for (const line of await measureWays(ways)) print(line);
  }
  print(`${'requests per second'.padEnd(42)}  conn     floor     p99   vitrine     p99   ratio`);
  for (const scenario of scenarios(images)) {
    if (values.only && !scenario.name.includes(values.only)) continue;
    for (const connections of CONNECTIONS) {
      const load = async (side: 'floor' | 'vitrine', url: string): Promise<Measured> => {
        let n = scenario.consumes ? used[side] : calls;
        const measured = await drive({ url, connections, seconds, body: () => scenario.body(n++) });
        if (scenario.consumes) used[side] = n;
        return measured;
      };
      const bare = await load('floor', `http://127.0.0.1:${floor.match[1]}${scenario.floor}`);
      const full = await load('vitrine', address(vitrine, scenario.method));
      calls += Math.round(full.rate * seconds);
      print(row(scenario, connections, bare, full));
    }
    print(`memory after ${calls} calls: ${Math.round(await memory())} MiB`);
  }
  await floor.stop();
  await vitrine.stop();
  const data = join(folder, 'data');
  const checks = await measureChecks({ folder: data, secret: SECRET, token: TOKEN });
  for (const line of checks) print(line);
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
  try {
    const { products } = values;
    print(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`);
    print(`${products} products, ${images} images`);
    await makeDataset({
      folder: join(folder, 'data'),
      products: Number(products),
      images,
      token: TOKEN,
    });
    print(`start to first answer: ${Math.round(await measureStart(folder))} ms`);
    await measureAll(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
