import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Exit, type Server, startServer, temporaryFolder } from '../server.ts';
import { PNG } from '../wire/shop.ts';
import { can, named } from './_faults.ts';

const NEEDS = 'strace is not here or may not trace';
/** More calls of fsync than any thread of a round makes. */
const MOST = 40;

/** Runs the server so that a call of fsync fails; every call is counted in its own thread. */
const failing = (trace: string, ...rules: readonly string[]): string[] => [
  ...['strace', '-D', '-f', '-y', '-qq', '--seccomp-bpf', '-s', '32', '-o', trace],
  ...['-e', 'trace=fsync,fdatasync,write,writev', ...rules],
];

/** A data folder, and what was acknowledged of it in any round. */
async function beginning() {
  const { folder, remove } = await temporaryFolder();
  onTestFinished(remove);
  const data = join(folder, 'data');
  const trace = join(folder, 'trace');
  const acknowledged: string[] = [];
  const server = await startServer({ data });
  const added = await server.call('catalog.product.add', {
    fields: { iblockId: 14, name: 'With images' },
  });
  await server.stop();
  return { data, trace, acknowledged, productId: added.body.result.element.id as number, names: 0 };
}

type Round = Awaited<ReturnType<typeof beginning>>;

async function addProduct(server: Server, round: Round, detailText = ''): Promise<boolean> {
  const name = `Product ${round.names++}`;
  const { status } = await server.call('catalog.product.add', {
    fields: { iblockId: 14, name, detailText },
  });
  if (status === 200) round.acknowledged.push(name);
  return status === 200;
}

async function addImage(server: Server, round: Round): Promise<boolean> {
  const name = `${round.names++}.png`;
  const bytes = Buffer.concat([PNG, Buffer.from(name)]);
  const { status } = await server.call('catalog.productImage.add', {
    fields: { productId: round.productId },
    fileContent: [name, bytes.toString('base64')],
  });
  if (status === 200) round.acknowledged.push(name);
  return status === 200;
}

/** The end that the server makes by itself; one that goes on is killed. */
async function endOf(server: Server): Promise<Exit> {
  const late = setTimeout(() => void server.stop('SIGKILL'), 10_000);
  const exit = await server.exited;
  clearTimeout(late);
  return exit;
}

/** One call after another until all are done or one fails; then the server has to end by itself. */
async function callUntilItFails(
  server: Server,
  calls: readonly (() => Promise<boolean>)[],
): Promise<Exit> {
  for (const call of calls) {
    const done = await call().catch(() => false);
    if (!done) return endOf(server);
  }
  return server.stop();
}

/** The line of the failed call, and what was answered with success after it. */
async function readTrace(trace: string) {
  const lines = (await readFile(trace, 'utf8')).split('\n');
  const at = lines.findIndex((line) => line.includes('(INJECTED)'));
  const path = at < 0 ? undefined : /<([^>]*)>/.exec(lines[at] as string)?.[1];
  const after = at < 0 ? [] : lines.slice(at).filter((line) => line.includes('"HTTP/1.1 200'));
  return { path, after };
}

/** A start without faults has whatever was acknowledged, and every image has its bytes. */
async function expectKept({ data, acknowledged, productId }: Round): Promise<void> {
  const server = await startServer({ data });
  try {
    const products = await server.call('catalog.product.list', {
      select: ['id', 'iblockId', 'name'],
      filter: { iblockId: 14 },
      start: -1,
    });
    const images = await server.call('catalog.productImage.list', { productId });
    const shown: { name: string; downloadUrl?: string }[] = [
      ...products.body.result.products,
      ...images.body.result.productImages,
    ];
    expect(shown.map(({ name }) => name)).toEqual(expect.arrayContaining(acknowledged));
    for (const { downloadUrl } of shown) {
      if (downloadUrl) expect((await fetch(downloadUrl)).status).toBe(200);
    }
  } finally {
    expect((await server.stop()).code).toBe(0);
  }
}

it.runIf(can.strace)(
  named(
    'an fsync that fails, whichever it is, ends the process before it says yes',
    can.strace,
    NEEDS,
  ),
  async () => {
    const round = await beginning();
    const { data, trace } = round;
    const hit: string[] = [];
    for (let n = 1; n <= MOST; n++) {
      const under = failing(trace, '-e', `inject=fsync,fdatasync:error=EIO:when=${n}`);
      const env = { UV_THREADPOOL_SIZE: '1' };
      const started = await startServer({ data, env, under }).catch((error: Error) => error);
      const exit =
        started instanceof Error
          ? (started.cause as Exit)
          : await callUntilItFails(started, [
              () => addImage(started, round),
              () => addImage(started, round),
              () => addProduct(started, round),
              () => addProduct(started, round),
            ]);
      const { path, after } = await readTrace(trace);
      if (path === undefined) break;
      hit.push(path.replace(data, ''));

      // SQLite does not look whether its log has a durable name, which the start has seen to before; of the
      // log of calls nothing was promised.
      const mayGoOn = path === data || !path.startsWith(data);
      if (!mayGoOn || exit.code !== 0) {
        expect(after, `answers of success after ${path}`).toEqual([]);
        expect([1, 78], path).toContain(exit.code);
        if (!(started instanceof Error)) {
          expect(exit.code, path).toBe(1);
          expect(started.output.stderr).toMatch(
            /"level":60.*(SQLITE_IOERR_FSYNC|"syscall":"fsync")/,
          );
        }
      }
      await expectKept(round);
    }
    expect(hit.length, 'the last round has no failure').toBeLessThan(MOST);
    expect(hit).toEqual(expect.arrayContaining(['/files', '/vitrine.db-wal']));
    expect(hit.filter((path) => /^\/files\/(tmp\/|..$)/.test(path)).length).toBeGreaterThan(1);
    expect(round.acknowledged.length).toBeGreaterThan(hit.length);
  },
  300_000,
);

it.runIf(can.strace)(
  named('so does that of the database, which comes long after the commit', can.strace, NEEDS),
  async () => {
    const round = await beginning();
    const { data, trace } = round;
    const database = join(data, 'vitrine.db');
    const under = failing(trace, '-P', database, '-e', 'inject=fsync,fdatasync:error=EIO');
    const server = await startServer({ data, under });
    const large = 'x'.repeat(500_000);
    const calls = Array.from({ length: 40 }, () => () => addProduct(server, round, large));
    const exit = await callUntilItFails(server, calls);
    expect((await readTrace(trace)).path).toBe(database);
    expect(exit).toEqual({ code: 1, signal: null });
    expect(server.output.stderr).toMatch(/"level":60.*SQLITE_IOERR_FSYNC/);
    expect(round.acknowledged.length).toBeGreaterThan(1);
    await expectKept(round);
  },
  60_000,
);
