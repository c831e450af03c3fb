import { hash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';

/**
 * The floor: bare node:http and the same SQLite statements by better-sqlite3, without rights, checks
 * or signatures. What Vitrine answers is compared with this, on the same data and machine.
 */
const { values } = parseArgs({ options: { file: { type: 'string' }, list: { type: 'string' } } });
const database = new Database(values.file as string);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');

const image = database.prepare('select * from file where id = ? and productId = ?');
const images = database.prepare('select * from file where productId = ? order by id');
const remove = database.prepare('delete from file where id = ? and productId = ?');
const columns = values.list ?? '*';
const page = database.prepare(
  `select ${columns} from product where iblockId = ? order by id limit 50`,
);
const count = database.prepare('select count(*) as total from product where iblockId = ?');
const insert = database.prepare(
  'insert into file (productId, type, name, folder, hash, size, contentType, displayOrder, createTime) ' +
    "values (?, 'MORE_PHOTO', ?, ?, ?, ?, 'image/png', 1, 1)",
);
const folder = join(dirname(values.file as string), 'added');
mkdirSync(folder, { recursive: true });

/** Decode, hash, write, fsync, rename, fsync of the folder, insert: what an add cannot do without. */
async function add(body: { fields: { productId: number }; fileContent: [string, string] }) {
  const bytes = Buffer.from(body.fileContent[1], 'base64');
  const address = hash('sha256', bytes, 'hex');
  const draft = join(folder, `${address}.tmp`);
  const file = await open(draft, 'w');
  await file.writeFile(bytes);
  await file.sync();
  await file.close();
  await rename(draft, join(folder, address));
  const parent = await open(folder, 'r');
  await parent.sync();
  await parent.close();
  const name = body.fileContent[0];
  insert.run(body.fields.productId, name, randomUUID(), address, bytes.length);
}
const begin = database.prepare('begin immediate');
const commit = database.prepare('commit');

const time = () => ({
  start: Date.now() / 1000,
  finish: Date.now() / 1000,
  duration: 0.001,
  processing: 0.001,
  date_start: '2026-01-01T00:00:00+00:00',
  date_finish: '2026-01-01T00:00:00+00:00',
});

let waiting: (() => void)[] = [];

/** One commit for all deletes of a turn of the event loop. */
function share(work: () => void, done: () => void): void {
  waiting.push(() => {
    work();
    settled.push(done);
  });
  if (waiting.length === 1) setImmediate(flush);
}
let settled: (() => void)[] = [];
function flush(): void {
  const jobs = waiting;
  waiting = [];
  begin.run();
  for (const job of jobs) job();
  commit.run();
  const dones = settled;
  settled = [];
  for (const done of dones) done();
}

// biome-ignore lint/suspicious/noExplicitAny: the floor checks nothing
const readJson = (req: IncomingMessage): Promise<any> =>
  new Promise((resolve) => {
    const parts: Buffer[] = [];
    req.on('data', (part) => parts.push(part));
    req.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString() || '{}')));
  });

const server = createServer(async (req, res) => {
  const body = await readJson(req);
  const { id, productId } = body;
  const send = (answer: object): void => {
    const text = JSON.stringify({ ...answer, time: time() });
    res.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
    });
    res.end(text);
  };
  switch (req.url) {
    case '/get':
      return send({ result: { productImage: image.get(id, productId) } });
    case '/list':
      return send({ result: { productImages: images.all(productId) }, total: 10 });
    case '/add':
      await add(body);
      return send({ result: { productImage: { id: 1 } } });
    case '/delete':
      remove.run(id, productId);
      return send({ result: true });
    case '/delete-shared':
      return share(
        () => remove.run(id, productId),
        () => send({ result: true }),
      );
    case '/products':
      return send({ result: { products: page.all(14) }, ...(count.get(14) as object) });
    default:
      return send({ result: null });
  }
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening ${(server.address() as { port: number }).port}\n`);
});
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  database.close();
});
