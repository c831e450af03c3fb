import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { type Child, residentMemory, startChild } from './drive.ts';

/**
 * What the size of the young generation costs and saves: the time that JSON.parse of large bodies takes,
 * the CPU time of one productImage.get, and the memory after many of them. One connection, so that a busy machine
 * changes little.
 */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '2,4,8,16,0' },
    reads: { type: 'string', default: '20000' },
  },
});
const run = promisify(execFile);
const reads = Number(values.reads);
const SECRET = 'benchmark-secret-0001';
const READY = /http:\/\/localhost:(\d+)\/rest/;
/** Of the clock that /proc counts CPU time by. */
const TICKS = 100;

/** Prints how many milliseconds the thread of the calls is busy with a body of so many MiB. */
const PARSE = `
const [, text, mib] = process.argv;
const body = '[' + text.repeat(Math.floor(Number(mib) * 2 ** 20 / text.length)) + '0]';
const before = process.threadCpuUsage();
JSON.parse(body);
const { user, system } = process.threadCpuUsage(before);
console.log((user + system) / 1000);`;

/** Products, and the body that makes most objects of its bytes. */
const bodies = [
  ['{"id":1,"name":"A product","price":12.5},', 10],
  ['{"id":1,"name":"A product","price":12.5},', 50],
  ['{},', 10],
] as const;

const flags = (size: number): string[] => (size > 0 ? [`--max-semi-space-size=${size}`] : []);

async function parseTime(size: number, [text, mib]: (typeof bodies)[number]): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const args = [...flags(size), '-e', PARSE, text, String(mib)];
    times.push(Number((await run(process.execPath, args)).stdout));
  }
  return Math.round(Math.min(...times));
}

async function cpuSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

async function readImages(url: string, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(await answer.text());
    await answer.arrayBuffer();
  }
}

const start = (folder: string, size: number): Promise<Child> =>
  startChild([...flags(size), 'src/main.ts'], READY, {
    VITRINE_DATA: folder,
    VITRINE_HTTP_PORT: '0',
    VITRINE_HTTPS_PORT: '0',
    VITRINE_WEBHOOK_SECRET: SECRET,
  });

async function serverCosts(folder: string, size: number): Promise<{ cpu: number; memory: number }> {
  const server = await start(folder, size);
  try {
    const pid = server.process.pid as number;
    const root = `http://localhost:${server.match[1]}/rest/1/${SECRET}/catalog.productImage`;
    const listed = await (await fetch(`${root}.list?productId=1&select[]=id`)).json();
    const [{ id }] = (listed as { result: { productImages: [{ id: number }] } }).result
      .productImages;
    const url = `${root}.get?productId=1&id=${id}`;
    await readImages(url, reads / 10);
    const before = await cpuSeconds(pid);
    await readImages(url, reads);
    const cpu = ((await cpuSeconds(pid)) - before) / reads;
    return { cpu: cpu * 1e6, memory: await residentMemory(pid) };
  } finally {
    await server.stop();
  }
}

const print = (cells: readonly (string | number)[]): void =>
  void process.stdout.write(`| ${cells.join(' | ')} |\n`);

const folder = await mkdtemp(join(tmpdir(), 'vitrine-heap-'));
try {
  // The first start draws the demo shop's pictures, which takes memory of its own.
  await (await start(folder, 0)).stop();
  const heads = bodies.map(([text, mib]) => `parse ${mib} MiB of ${text.slice(0, 5)}, ms`);
  print(['Semi-space, MiB', ...heads, 'get, us of CPU', 'RSS, MiB']);
  print(['---', ...heads.map(() => '---'), '---', '---']);
  for (const size of values.sizes.split(',').map(Number)) {
    const parsed: number[] = [];
    for (const body of bodies) parsed.push(await parseTime(size, body));
    const { cpu, memory } = await serverCosts(folder, size);
    print([size || "Node's own", ...parsed, Math.round(cpu), Math.round(memory)]);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
