import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { copyFile, readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { cliOf } from '../cli.ts';
import { type Server, startServer, temporaryFolder } from '../server.ts';
import { PNG } from '../wire/shop.ts';
import { can, named } from './_faults.ts';

const NEEDS = 'no file system can be mounted here';
const SIZE = '16m';
const TEXT = 'The disk of the portal is full: nothing can be stored until there is space';

/** A data folder with an app, and the request that refreshes its tokens. */
async function madeFolder() {
  const { folder: data, remove } = await temporaryFolder();
  onTestFinished(remove);
  await (await startServer({ data })).stop();
  const cli = cliOf(data);
  const app = await cli.json('app', 'add', '--name', 'Test');
  const tokens = await cli.json('token', '--app', app.client_id, '--user', '1');
  const refresh = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: app.client_id,
    client_secret: app.client_secret,
    refresh_token: tokens.refresh_token,
  }).toString();
  return { data, refresh };
}

/**
 * A server whose data folder is a small disk of its own with what another folder holds, and the way to
 * that disk from outside.
 */
async function onSmallDisk(made: string, env: Readonly<Record<string, string>>) {
  const { folder: data, remove } = await temporaryFolder();
  onTestFinished(remove);
  const mounting = `mount -t tmpfs -o size=${SIZE} tmpfs "$1" && cp -a "$0/." "$1" && shift && exec "$@"`;
  const under = ['unshare', '-rm', 'sh', '-c', mounting, made, data];
  const server = await startServer({ data, under, env });
  onTestFinished(async () => void (await server.stop('SIGKILL')));
  const disk = `/proc/${server.pid}/root${data}`;
  const filler = join(disk, 'filler');
  return {
    server,
    disk,
    /** Takes the last byte. */
    fill(): void {
      const file = openSync(filler, 'a');
      try {
        for (const size of [2 ** 20, 4096, 1]) {
          while (wrote(file, size));
        }
      } finally {
        closeSync(file);
      }
    },
    free: () => truncate(filler, 0),
  };
}

function wrote(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}

interface Sent {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read any key of it
  readonly body: any;
}

async function send(url: string, body: object | string, headers = {}): Promise<Sent> {
  const isForm = typeof body === 'string';
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': type, ...headers },
    body: isForm ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

/** An image with a content of its own. */
const image = (name: string) => Buffer.concat([PNG, Buffer.from(name.padEnd(20_000, '.'))]);

/** A write on every face; each can be repeated. */
function writesOf(server: Server, productId: number, refresh: string) {
  const { httpUrl, secret } = server;
  let names = 0;
  const named = () => `${names++}.png`;
  const bearer = { Authorization: `Bearer ${secret}` };
  const content = (name: string) => image(name).toString('base64');
  const fields = { iblockId: 14, name: 'Another' };
  const form = new URLSearchParams(refresh);
  return {
    async REST() {
      return server.call('catalog.product.add', { fields });
    },
    async 'a file'() {
      const name = named();
      return server.call('catalog.productImage.add', {
        fields: { productId },
        fileContent: [name, content(name)],
      });
    },
    async 'REST 3.0'() {
      return send(`${httpUrl}/rest/api/1/${secret}/catalog.product.add`, { fields });
    },
    async 'REST 3.0 with a key'() {
      const key = { 'Idempotency-Key': named() };
      return send(`${httpUrl}/rest/api/1/${secret}/catalog.product.add`, { fields }, key);
    },
    async 'REST API'() {
      const name = named();
      const imageUrl = `data:image/png;base64,${content(name)}`;
      return send(`${httpUrl}/api/v1/product-images`, { productId, imageUrl }, bearer);
    },
    async OAuth() {
      const answer = await send(`${httpUrl}/oauth/token/`, form.toString());
      // Made again, the same refresh is answered with the same pair, and writes nothing.
      if (answer.status === 200) form.set('refresh_token', answer.body.refresh_token);
      return answer;
    },
  };
}

/** Addresses of the stored files, and those that rows name. */
async function contents(disk: string) {
  const files: string[] = [];
  for (const shard of await readdir(join(disk, 'files'))) {
    for (const name of await readdir(join(disk, 'files', shard))) files.push(shard + name);
  }
  // SQLite would follow the way to the disk back to the folder below it.
  const { folder, remove } = await temporaryFolder();
  for (const name of ['vitrine.db', 'vitrine.db-wal']) {
    await copyFile(join(disk, name), join(folder, name));
  }
  const database = new Database(join(folder, 'vitrine.db'));
  try {
    const rows = database.prepare<[], { hash: string }>('select distinct hash from file').all();
    return { files: files.sort(), rows: rows.map(({ hash }) => hash).sort() };
  } finally {
    database.close();
    await remove();
  }
}

it.runIf(can.mount).each(['documented', 'live'])(
  named('a full disk is told of on every face, and is left by itself (%s)', can.mount, NEEDS),
  async (profile) => {
    const { data, refresh } = await madeFolder();
    const { server, disk, fill, free } = await onSmallDisk(data, { VITRINE_PROFILE: profile });
    const added = await server.call('catalog.product.add', {
      fields: { iblockId: 14, name: 'First' },
    });
    const productId: number = added.body.result.element.id;
    const bytes = image('first');
    const first = await server.call('catalog.productImage.add', {
      fields: { productId },
      fileContent: ['first.png', bytes.toString('base64')],
    });
    const writes = writesOf(server, productId, refresh);
    const count = async () => (await server.call('catalog.productImage.list', { productId })).body;
    const download = async () => {
      const answer = await fetch(first.body.result.productImage.downloadUrl);
      return createHash('sha256')
        .update(Buffer.from(await answer.arrayBuffer()))
        .digest('hex');
    };

    for (let round = 0; round < 2; round++) {
      const before = await count();
      fill();
      for (const [face, write] of Object.entries(writes)) {
        const { status, body } = await write();
        expect({ face, status }).toEqual({ face, status: 507 });
        expect(JSON.stringify(body), face).toContain(TEXT);
        expect(JSON.stringify(body), face).not.toMatch(/SQLITE|ENOSPC|tmp/);
      }
      const batch = await server.call('batch', {
        cmd: {
          add: 'catalog.product.add?fields[iblockId]=14&fields[name]=x',
          get: `catalog.product.get?id=${productId}`,
        },
      });
      expect(batch.status).toBe(200);
      expect(batch.body.result.result_error.add).toEqual({
        error: 'INSUFFICIENT_STORAGE',
        error_description: TEXT,
      });
      expect(batch.body.result.result.get.product.id).toBe(productId);
      expect((await count()).total).toBe(before.total);
      expect(await download()).toBe(createHash('sha256').update(bytes).digest('hex'));

      await free();
      for (const [face, write] of Object.entries(writes)) {
        const { status } = await write();
        expect({ face, status }).toEqual({ face, status: face === 'REST API' ? 201 : 200 });
      }
      const { files, rows } = await contents(disk);
      expect(files).toEqual(rows);
      expect(rows).toHaveLength((await count()).total);
    }
    expect((await server.stop()).code).toBe(0);
  },
  120_000,
);
