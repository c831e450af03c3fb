import { createHash, randomBytes, randomInt } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { runServer, type Server, startServer, temporaryFolder } from '../server.ts';
import { PNG } from '../wire/shop.ts';

const ROUNDS = 22;
const WORKERS = 12;
const SWEEP_TIMEOUT = 5000;

interface Image {
  readonly id: number;
  readonly hash: string;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A picture with a tail of its own, so that each has another content. */
const picture = (tail: number): Buffer => Buffer.concat([PNG, randomBytes(tail)]);

/** What was sent, what was acknowledged, and what nobody knows since the answer never came. */
function ledger() {
  /** Contents that many images have: their file must outlive all of them but the last. */
  const shared = Array.from({ length: 3 }, () => picture(9000));
  return {
    shared,
    sent: new Map<string, Buffer>(),
    /** By name; the names of images are never used twice. */
    acked: new Map<string, Image>(),
    deleting: new Map<string, Image>(),
    deleted: new Map<string, Image>(),
    counts: {
      adds: 0,
      deletes: 0,
      cutAdds: 0,
      cutDeletes: 0,
      cutAddsKept: 0,
      cutDeletesKept: 0,
      downloads: 0,
    },
    names: 0,
  };
}

type Ledger = ReturnType<typeof ledger>;

async function addOne(server: Server, book: Ledger, productId: number): Promise<void> {
  const name = `${book.names++}.png`;
  const bytes =
    randomInt(3) === 0 ? (book.shared[randomInt(3)] as Buffer) : picture(randomInt(1, 40_000));
  book.sent.set(name, bytes);
  const { status, body } = await server.call('catalog.productImage.add', {
    fields: { productId },
    fileContent: [name, bytes.toString('base64')],
  });
  expect({ status, body }).toMatchObject({ status: 200 });
  book.acked.set(name, { id: body.result.productImage.id, hash: hashOf(bytes) });
  book.counts.adds += 1;
}

async function deleteOne(server: Server, book: Ledger, productId: number): Promise<void> {
  const at = randomInt(book.acked.size);
  const [name, image] = [...book.acked][at] as [string, Image];
  book.acked.delete(name);
  book.deleting.set(name, image);
  const { status, body } = await server.call('catalog.productImage.delete', {
    productId,
    id: image.id,
  });
  expect({ status, result: body.result }).toEqual({ status: 200, result: true });
  book.deleting.delete(name);
  book.deleted.set(name, image);
  book.counts.deletes += 1;
}

/** Calls from all workers until the server is killed; refusals of a living server are failures. */
async function attack(server: Server, book: Ledger, productId: number): Promise<void> {
  let killed = false;
  const failures: unknown[] = [];
  const worker = async () => {
    while (!killed) {
      const call = randomInt(10) < 4 && book.acked.size > 5 ? deleteOne : addOne;
      try {
        await call(server, book, productId);
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof SyntaxError)) failures.push(error);
        else if (!killed) await server.exited;
        return;
      }
    }
  };
  const workers = Array.from({ length: WORKERS }, worker);
  const enough = book.counts.adds + book.counts.deletes + randomInt(10, 60);
  const until = Date.now() + 3000;
  while (book.counts.adds + book.counts.deletes < enough && Date.now() < until) {
    await new Promise((done) => setTimeout(done, randomInt(1, 15)));
  }
  const exit = server.stop('SIGKILL').finally(() => {
    killed = true;
  });
  await Promise.all(workers);
  expect(failures).toEqual([]);
  expect(await exit).toEqual({ code: null, signal: 'SIGKILL' });
}

async function filesOf(data: string): Promise<string[]> {
  const folder = join(data, 'files');
  const names: string[] = [];
  for (const shard of await readdir(folder)) {
    for (const name of await readdir(join(folder, shard))) names.push(shard + name);
  }
  return names.sort();
}

function hashesOf(data: string): string[] {
  const database = new Database(join(data, 'vitrine.db'), { readonly: true });
  try {
    const rows = database.prepare('select distinct hash from file order by hash').all();
    return rows.map((row) => (row as { hash: string }).hash);
  } finally {
    database.close();
  }
}

/** Compares what is there with the book, and takes into it what became of the calls cut off. */
async function audit(server: Server, book: Ledger, productId: number): Promise<void> {
  const { body } = await server.call('catalog.productImage.list', { productId });
  const there = new Map<string, { id: number; downloadUrl: string }>(
    body.result.productImages.map((image: { name: string }) => [image.name, image]),
  );
  expect(there.size, 'no image is there twice').toBe(body.total);

  const lost = [...book.acked].filter(([name, { id }]) => there.get(name)?.id !== id);
  expect(lost, 'acknowledged images that are lost').toEqual([]);
  const back = [...book.deleted.keys()].filter((name) => there.has(name));
  expect(back, 'acknowledged deletes that came undone').toEqual([]);

  const known = new Set([...book.acked.keys(), ...book.deleting.keys()]);
  const cutAdds = [...book.sent.keys()].filter(
    (name) => !known.has(name) && !book.deleted.has(name),
  );
  book.counts.cutAdds += cutAdds.length;
  book.counts.cutDeletes += book.deleting.size;
  for (const name of cutAdds) {
    const image = there.get(name);
    if (image) book.acked.set(name, { id: image.id, hash: hashOf(book.sent.get(name) as Buffer) });
    else book.sent.delete(name);
    book.counts.cutAddsKept += image ? 1 : 0;
  }
  for (const [name, image] of book.deleting) {
    (there.has(name) ? book.acked : book.deleted).set(name, image);
    book.counts.cutDeletesKept += there.has(name) ? 1 : 0;
  }
  book.deleting.clear();
  expect([...there.keys()].sort(), 'nothing but what was sent').toEqual(
    [...book.acked.keys()].sort(),
  );

  const waiting = [...there];
  const download = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [name, { downloadUrl }] = next;
      const answer = await fetch(downloadUrl);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect({ name, status: answer.status, hash: hashOf(bytes) }).toEqual({
        name,
        status: 200,
        hash: book.acked.get(name)?.hash,
      });
      book.counts.downloads += 1;
    }
  };
  await Promise.all(Array.from({ length: 8 }, download));
}

/** After the start-up sweep the files are those of the rows; it runs beside the first calls. */
async function expectSwept(data: string, book: Ledger): Promise<void> {
  const expected = [...new Set([...book.acked.values()].map(({ hash }) => hash))].sort();
  expect(hashesOf(data), 'hashes of rows').toEqual(expected);
  const until = Date.now() + SWEEP_TIMEOUT;
  let files = await filesOf(data);
  while (files.join() !== expected.join() && Date.now() < until) {
    await new Promise((done) => setTimeout(done, 20));
    files = await filesOf(data);
  }
  expect(files, 'files without a row, or rows without a file').toEqual(expected);
}

it(`${ROUNDS} deaths under load lose nothing that was acknowledged and leave nothing behind`, async () => {
  const { folder: data, remove } = await temporaryFolder();
  onTestFinished(remove);
  const book = ledger();
  let server = await startServer({ data });
  onTestFinished(async () => void (await server.stop('SIGKILL')));
  const added = await server.call('catalog.product.add', {
    fields: { iblockId: 14, name: 'Crash test' },
  });
  const productId: number = added.body.result.element.id;

  for (let round = 1; round <= ROUNDS; round++) {
    await attack(server, book, productId);
    // Some die again while they start, at any point of it.
    if (round % 4 === 0) await runServer({ data }, randomInt(200, 900));
    server = await startServer({ data });
    await audit(server, book, productId);
    await expectSwept(data, book);
  }

  const told = JSON.stringify(book.counts);
  expect(book.counts.adds, told).toBeGreaterThan(ROUNDS * 10);
  expect(book.counts.deletes, told).toBeGreaterThan(ROUNDS);
  expect(
    book.counts.cutAdds + book.counts.cutDeletes,
    `calls were cut off: ${told}`,
  ).toBeGreaterThan(ROUNDS);
  const { code } = await server.stop();
  expect(code).toBe(0);
  expect(server.output.stderr).not.toMatch(/"level":(50|60)/);
}, 120_000);
