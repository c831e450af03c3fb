import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { runServer, startServer, temporaryFolder } from '../server.ts';
import { PNG } from '../wire/shop.ts';

// Every test starts processes, beside those of other tests.
vi.setConfig({ testTimeout: 60_000 });

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const PAGE = 4096;

/** A data folder with a product and its image, stopped in good order; tests take copies. */
let sound = '';
beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  sound = folder;
  const server = await startServer({ data: folder });
  for (let n = 0; n < 60; n++) {
    await server.call('catalog.product.add', {
      fields: { iblockId: 14, name: `Product ${n} ${'x'.repeat(500)}` },
    });
  }
  const fileContent = ['1.png', PNG.toString('base64')];
  await server.call('catalog.productImage.add', { fields: { productId: 1 }, fileContent });
  expect((await server.stop()).code).toBe(0);
  return remove;
});

async function copy() {
  const { folder, remove } = await temporaryFolder();
  onTestFinished(remove);
  await cp(sound, folder, { recursive: true });
  return { data: folder, database: join(folder, 'vitrine.db') };
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Hashes of what must not be touched by a start that is refused. */
async function contents(data: string): Promise<Record<string, string>> {
  const names = await readdir(data, { recursive: true, withFileTypes: true });
  const paths = names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const kept = paths.filter((path) => !/\/lock$|\.db-(wal|shm)$/.test(path)).sort();
  return Object.fromEntries(
    await Promise.all(kept.map(async (path) => [path, hashOf(await readFile(path))])),
  );
}

async function expectRefused(data: string, message: RegExp) {
  const before = await contents(data);
  const { code, stdout, stderr } = await runServer({ data });
  expect({ code, stdout, stderr }).toMatchObject({ code: 78, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr.trim().split('\n'), 'one clear line').toHaveLength(1);
  expect(await contents(data), 'nothing is overwritten').toEqual(before);
}

const write = async (path: string, at: number, bytes: Buffer) => {
  const whole = await readFile(path);
  bytes.copy(whole, at);
  await writeFile(path, whole);
};

describe('a database is refused, and left as it is, when it', () => {
  it('is no database', async () => {
    const { data, database } = await copy();
    await writeFile(database, Buffer.alloc(20_000, 'no database '));
    await expectRefused(data, /vitrine\.db is damaged .*backup/);
  });

  it('has a broken header', async () => {
    const { data, database } = await copy();
    await write(database, 0, Buffer.alloc(100, 0xff));
    await expectRefused(data, /vitrine\.db is damaged .*backup/);
  });

  it('has broken pages in the middle', async () => {
    const { data, database } = await copy();
    const { length } = await readFile(database);
    const at = Math.floor(length / PAGE / 2) * PAGE;
    await write(database, at, Buffer.alloc(4 * PAGE, 0xff));
    await expectRefused(data, /vitrine\.db is damaged .*backup/);
  });

  it('was cut in half', async () => {
    const { data, database } = await copy();
    await truncate(database, Math.floor((await readFile(database)).length / 2 / PAGE) * PAGE);
    await expectRefused(data, /vitrine\.db is damaged .*backup/);
  });

  it('has no bytes while there are files', async () => {
    const { data, database } = await copy();
    await truncate(database, 0);
    await expectRefused(data, /vitrine\.db is missing or empty while .*files holds files: restore/);
  });

  it('is missing while there are files', async () => {
    const { data, database } = await copy();
    await rm(database);
    await expectRefused(data, /vitrine\.db is missing or empty while .*files holds files: restore/);
  });

  it('comes from a newer version', async () => {
    const { data, database } = await copy();
    const newer = new Database(database);
    newer
      .prepare('insert into kysely_migration (name, timestamp) values (?, ?)')
      .run('9999_future', new Date().toISOString());
    newer.close();
    await expectRefused(data, /newer Vitrine/);
  });
});

describe('a database too large to be read before the start', () => {
  /** Pages that nobody asks for, so that only reading the whole file meets the damage. */
  async function copyWithBallast() {
    const { data, database } = await copy();
    const large = new Database(database);
    large.exec('create table ballast (bytes blob)');
    const add = large.prepare('insert into ballast values (zeroblob(1000000))');
    for (let n = 0; n < 140; n++) add.run();
    large.close();
    return { data, database };
  }

  it('is served', async () => {
    const { data } = await copyWithBallast();
    const server = await startServer({ data });
    const { status } = await server.call('catalog.product.get', { id: 1 });
    expect(status).toBe(200);
    expect((await server.stop()).code).toBe(0);
  });

  it('ends the server when damage is found', async () => {
    const { data, database } = await copyWithBallast();
    const file = await open(database, 'r+');
    await file.write(Buffer.alloc(PAGE, 0xff), 0, PAGE, 100_000_000 - (100_000_000 % PAGE));
    await file.close();
    const { code, stderr } = await runServer({ data });
    expect(code).toBe(1);
    expect(stderr).toMatch(/vitrine\.db is damaged .*backup/);
  });
});

it('files that are left over are swept, and the rest is served', async () => {
  const { data } = await copy();
  const lonely = join(data, 'files', 'ab', 'c'.repeat(62));
  await writeFile(lonely, 'of nobody');
  await writeFile(join(data, 'files', 'tmp', '1-1'), 'half a pict');
  const server = await startServer({ data });
  onTestFinished(async () => void (await server.stop('SIGKILL')));
  const { body } = await server.call('catalog.productImage.get', { productId: 1, id: 1 });
  const answer = await fetch(body.result.productImage.downloadUrl);
  expect(hashOf(Buffer.from(await answer.arrayBuffer()))).toBe(hashOf(PNG));
  await expect.poll(() => readdir(join(data, 'files', 'ab'))).not.toContain('c'.repeat(62));
  expect(await readdir(join(data, 'files', 'tmp'))).toEqual([]);
});

it('a second process on the same folder is refused, the first goes on, and death frees it', async () => {
  const { data } = await copy();
  const first = await startServer({ data });
  onTestFinished(async () => void (await first.stop('SIGKILL')));
  const { code, stdout, stderr } = await runServer({ data });
  expect({ code, stdout }).toEqual({ code: 78, stdout: '' });
  expect(stderr).toMatch(/is in use by another Vitrine/);
  expect(
    (await first.call('catalog.product.add', { fields: { iblockId: 14, name: 'x' } })).status,
  ).toBe(200);
  await first.stop('SIGKILL');
  const second = await startServer({ data });
  expect((await second.stop()).code).toBe(0);
});

it('a folder that cannot be written is refused', async ({ skip }) => {
  const { data } = await copy();
  const run = promisify(execFile);
  const inside = (script: string) =>
    run(
      'unshare',
      [
        '-rm',
        'sh',
        '-c',
        `mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && ${script}`,
        data,
        process.execPath,
        MAIN,
      ],
      {
        env: {
          PATH: process.env.PATH,
          VITRINE_DATA: data,
          VITRINE_HTTP_PORT: '0',
          VITRINE_HTTPS_PORT: '0',
          VITRINE_SEED: 'empty',
        },
        timeout: 15_000,
      },
    );
  const isPossible = await inside('! touch "$0/x"').then(
    () => true,
    () => false,
  );
  if (!isPossible) skip('this machine lets nobody make a read-only mount (unshare -rm)');
  const before = await contents(data);
  const failed = await inside('exec "$1" "$2"').catch((error) => error);
  expect(failed).toMatchObject({ code: 78, stdout: '' });
  expect(failed.stderr).toMatch(
    /^Vitrine cannot start\. .* cannot be written: .*(EROFS|read-only)/i,
  );
  expect(await contents(data)).toEqual(before);
});
