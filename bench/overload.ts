import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { residentMemory, startChild } from './drive.ts';

/**
 * What becomes of calls at ten times the usual rate: those that are taken, those that are refused, and
 * the usual rate right after. All rates are shares of what this machine can do in the same run; calls
 * are sent when they are due, whatever became of those before.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    /** The usual rate as a share of what the portal can do. */
    share: { type: 'string', default: '0.2' },
  },
});
const SECONDS = Number(values.seconds);
const SECRET = 'benchmark-secret-0001';
const TIMES = 10;
const TICK = 2;
/** Enough that no call waits for a connection. */
const CONNECTIONS = 500;
/** Ten lists: what a call costs is far from what refusing one costs. */
const BODY = JSON.stringify({
  cmd: Array.from(
    { length: 10 },
    () => 'catalog.product.list?filter[iblockId]=14&select[]=id&select[]=iblockId&select[]=name',
  ),
});

interface Answers {
  readonly taken: number[];
  readonly refused: number[];
  others: number;
  /** Milliseconds by which this process itself was late, p99: its share of what it measures. */
  late: number;
}

const p99 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;

async function send(pool: Pool, path: string, answers: Answers): Promise<void> {
  const start = performance.now();
  const headers = { 'content-type': 'application/json' };
  try {
    const { statusCode, body } = await pool.request({ path, method: 'POST', headers, body: BODY });
    await body.dump();
    const time = performance.now() - start;
    if (statusCode === 200) answers.taken.push(time);
    else if (statusCode === 503) answers.refused.push(time);
    else answers.others += 1;
  } catch {
    answers.others += 1;
  }
}

/** Opens all connections, some at once, as a server's backlog takes them. */
async function open(pool: Pool): Promise<void> {
  for (let opened = 100; opened <= CONNECTIONS; opened += 100) {
    const hello = async () => (await pool.request({ path: '/healthz', method: 'GET' })).body.dump();
    await Promise.all(Array.from({ length: opened }, hello));
  }
}

/** Some callers, each of whom waits for its answer; gives how many a second they were. */
async function fill(pool: Pool, path: string): Promise<number> {
  const answers: Answers = { taken: [], refused: [], others: 0, late: 0 };
  const end = performance.now() + SECONDS * 1000;
  const caller = async () => {
    while (performance.now() < end) await send(pool, path, answers);
  };
  await Promise.all(Array.from({ length: 16 }, caller));
  return answers.taken.length / SECONDS;
}

/** So many calls a second, sent in ticks. */
async function load(pool: Pool, path: string, rate: number): Promise<Answers> {
  const answers: Answers = { taken: [], refused: [], others: 0, late: 0 };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const calls: Promise<void>[] = [];
  for (let now = start; now < start + SECONDS * 1000; now = performance.now()) {
    while (calls.length < ((now - start) / 1000) * rate) calls.push(send(pool, path, answers));
    await setTimeout(TICK);
  }
  await Promise.all(calls);
  delay.disable();
  return { ...answers, late: delay.percentile(99) / 1e6 };
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function show(name: string, { taken, refused, others, late }: Answers, usual?: Answers): void {
  const ratio = usual ? `, ${(p99(taken) / p99(usual.taken)).toFixed(2)} of the usual` : '';
  const rate = Math.round(taken.length / SECONDS);
  print(`${name.padEnd(20)} ${rate} a second, p99 ${p99(taken).toFixed(1)} ms${ratio}`);
  print(`  the one who asks was late by ${late.toFixed(1)} ms`);
  if (refused.length > 0) print(`  ${refused.length} refused, p99 ${p99(refused).toFixed(1)} ms`);
  if (others > 0) print(`  ${others} others`);
}

async function measure(folder: string): Promise<void> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
  const start: readonly string[] = scripts.start.split(' ').slice(1);
  const child = await startChild(start, /http:\/\/localhost:(\d+)\/rest/, {
    VITRINE_DATA: join(folder, 'data'),
    VITRINE_HTTP_PORT: '0',
    VITRINE_HTTPS_PORT: '0',
    VITRINE_WEBHOOK_SECRET: SECRET,
    VITRINE_LOG_LEVEL: 'warn',
  });
  const pool = new Pool(`http://127.0.0.1:${child.match[1]}`, {
    connections: CONNECTIONS,
  });
  const path = `/rest/1/${SECRET}/batch`;
  try {
    await fill(pool, path);
    const most = await fill(pool, path);
    print(`as fast as it can    ${Math.round(most)} a second`);
    const rate = most * Number(values.share);
    await load(pool, path, rate);
    const usual = await load(pool, path, rate);
    show('usual', usual);
    await open(pool);
    show(`${TIMES} times the rate`, await load(pool, path, rate * TIMES), usual);
    show('usual, right after', await load(pool, path, rate), usual);
    print(`memory: ${Math.round(await residentMemory(child.process.pid as number))} MiB`);
  } finally {
    await pool.close();
    await child.stop();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
try {
  await measure(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
