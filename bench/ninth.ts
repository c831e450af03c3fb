import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { Pool } from 'undici';
import { readSecret } from '../src/data.ts';
import { PRODUCTS } from './catalog/bare.ts';
import { makeFolder } from './catalog/folder.ts';
import { residentMemory, startChild } from './drive.ts';
import { listed } from './scenarios.ts';

/**
 * What a ninth caller notices of eight who ask for the heaviest lists, alone and in batches of fifty:
 * the time of its `productImage.get`, beside the same without the eight.
 */
const { values } = parseArgs({
  options: {
    products: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '15' },
    /** Threads of the server; what it chooses by itself without. */
    readers: { type: 'string', default: '' },
    folder: { type: 'string', default: join(tmpdir(), 'vitrine-bench-catalog') },
  },
});
const EIGHT = 8;
const BATCH = 50;
/** Milliseconds that a caller waits after a refusal, as the SDKs do. */
const BACK_OFF = 1_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

type Params = Record<string, unknown>;

/** What the data folder holds that the calls name. */
function readGiven(folder: string) {
  const database = new Database(join(folder, 'vitrine.db'), { readonly: true });
  const images = database
    .prepare<[], { id: number; productId: number }>(
      "select id, productId from file where type = 'MORE_PHOTO' order by id limit 5000",
    )
    .all();
  const article = database
    .prepare<[number, string], number>(
      'select id from productProperty where iblockId = ? and code = ?',
    )
    .pluck()
    .get(PRODUCTS, 'ARTICLE') as number;
  database.close();
  return { images, article };
}

/** Lists of a catalog that read all of it, `n` times another one. */
function heavyLists(article: number): readonly ((n: number) => Params)[] {
  const list = (filter: object, order: object, n: number): Params => ({
    select: listed,
    filter: { iblockId: PRODUCTS, '>sort': -1 - n, ...filter },
    order,
    start: 0,
  });
  return [
    (n) => list({}, { [`property${article}`]: 'ASC' }, n),
    (n) => list({ '%name': `эю${n}` }, { id: 'ASC' }, n),
    (n) => list({ '%detailText': `zq${n}` }, { id: 'ASC' }, n),
    (n) =>
      list(
        {},
        { sort: 'ASC', weight: 'ASC', quantity: 'ASC', xmlId: 'ASC', code: 'ASC', vatId: 'ASC' },
        n,
      ),
  ];
}

/** `{a: {b: 1}}` as PHP's query. */
const queryOf = (params: Params, under = ''): string =>
  Object.entries(params)
    .map(([key, value]) => {
      const name = under === '' ? key : `${under}[${key}]`;
      return typeof value === 'object'
        ? queryOf(value as Params, name)
        : `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`;
    })
    .join('&');

const quantile = (times: readonly number[], part: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? Number.NaN;

/** Calls over so many connections of its own. */
function openCaller(port: string, secret: string, connections: number) {
  const pool = new Pool(`http://127.0.0.1:${port}`, {
    connections,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const call = async (method: string, params: Params) => {
    try {
      const { statusCode, body } = await pool.request({
        path: `/rest/1/${secret}/${method}`,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(params),
      });
      return { status: statusCode, text: await body.text() };
    } catch {
      // A server that was busy for seconds drops connections.
      return { status: 0, text: '' };
    }
  };
  return { call, close: () => pool.close() };
}

type Call = ReturnType<typeof openCaller>['call'];
type Given = ReturnType<typeof readGiven>;

/** The ninth: one call after another for some seconds, each timed. */
async function watch(call: Call, { images }: Given, seconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  for (let n = 0; performance.now() < end; n++) {
    const begun = performance.now();
    const { status } = await call('catalog.productImage.get', { ...images[n % images.length] });
    if (status !== 200 && status !== 0) throw new Error(`the ninth was answered ${status}`);
    times.push(performance.now() - begun);
    await sleep(2);
  }
  return times;
}

/** Eight callers, four of lists and four of batches, until they are stopped; tells what they had. */
function startEight(call: Call, { article }: Given) {
  const lists = heavyLists(article);
  const done = { lists: 0, batches: 0, refused: 0 };
  let asked = 0;
  let going = true;
  const next = (): Params => (lists[asked++ % lists.length] as (n: number) => Params)(asked);
  const batch = () => ({
    cmd: Array.from({ length: BATCH }, () => `catalog.product.list?${queryOf(next())}`),
  });
  const load = async (kind: 'lists' | 'batches'): Promise<void> => {
    while (going) {
      const { text } =
        kind === 'batches'
          ? await call('batch', batch())
          : await call('catalog.product.list', next());
      const isRefused = text.includes('QUERY_LIMIT_EXCEEDED');
      done[isRefused ? 'refused' : kind] += 1;
      if (isRefused) await sleep(BACK_OFF);
    }
  };
  const all = Array.from({ length: EIGHT }, (_, n) => load(n % 2 === 0 ? 'lists' : 'batches'));
  return async () => {
    going = false;
    await Promise.all(all);
    return done;
  };
}

function told(name: string, times: readonly number[]): void {
  const figures = [quantile(times, 0.5), quantile(times, 0.99), Math.max(...times)];
  const cells = figures.map((ms) => ms.toFixed(2).padStart(9)).join('');
  print(`${name.padEnd(24)}${String(times.length).padStart(8)}${cells}`);
}

async function main(): Promise<void> {
  print(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`);
  const folder = await makeFolder(values.folder, Number(values.products), print);
  const secret = (await readSecret(folder, 'webhook-secret')) as string;
  const given = readGiven(folder);
  const seconds = Number(values.seconds);
  const server = await startChild(
    ['--max-semi-space-size=2', 'src/main.ts'],
    /Vitrine is ready[\s\S]*http:\/\/localhost:(\d+)/,
    {
      VITRINE_DATA: folder,
      VITRINE_HTTP_PORT: '0',
      VITRINE_HTTPS_PORT: '0',
      VITRINE_LOG_LEVEL: 'fatal',
      ...(values.readers === '' ? {} : { VITRINE_READERS: values.readers }),
    },
  );
  const memory = async () => Math.round(await residentMemory(server.process.pid as number));
  // The ninth has a connection of its own, so that nothing but the server makes it wait.
  const callers = [1, EIGHT].map((n) => openCaller(server.match[1] as string, secret, n));
  const [ninth, others] = callers.map(({ call }) => call) as [Call, Call];
  try {
    print(`${values.products} products, ${await memory()} MiB after the start; milliseconds`);
    print(`${''.padEnd(24)}   calls      p50      p99     most`);
    await watch(ninth, given, seconds / 2);
    told('alone', await watch(ninth, given, seconds));
    const stop = startEight(others, given);
    await sleep(1_000);
    told('beside eight', await watch(ninth, given, seconds));
    print(`the eight: ${JSON.stringify(await stop())}; ${await memory()} MiB`);
    told('alone again', await watch(ninth, given, seconds));
  } finally {
    await Promise.all(callers.map(({ close }) => close()));
    await server.stop();
  }
}

await main();
