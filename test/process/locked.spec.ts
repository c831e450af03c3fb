import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cliOf } from '../cli.ts';
import { startServer, temporaryFolder } from '../server.ts';

/** Holds the database for writing until its input ends; says a line once it has it. */
const HOLDER = `
  const Database = require('better-sqlite3');
  const database = new Database(process.argv[1], { timeout: 10000 });
  database.exec('begin exclusive');
  console.log('held');
  process.stdin.resume().on('end', () => {
    database.exec('rollback');
    database.close();
  });`;

async function hold(data: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', HOLDER, join(data, 'vitrine.db')], {
    cwd: new URL('../..', import.meta.url),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

async function letGo(child: ChildProcess): Promise<void> {
  child.stdin?.end();
  await once(child, 'exit');
}

async function served() {
  const { folder: data, remove } = await temporaryFolder();
  onTestFinished(remove);
  const server = await startServer({ data });
  onTestFinished(async () => void (await server.stop('SIGKILL')));
  const fields = (name: string) => ({ fields: { iblockId: 14, name } });
  const add = (name: string) => server.call('catalog.product.add', fields(name));
  const names = async (): Promise<string[]> => {
    const { body } = await server.call('catalog.product.list', {
      select: ['id', 'iblockId', 'name'],
      filter: { iblockId: 14 },
    });
    return body.result.products.map(({ name }: { name: string }) => name);
  };
  return { data, server, fields, add, names };
}

it('a database that another process holds is waited for, while everything else goes on', async () => {
  const { data, server, fields, add, names } = await served();
  await add('Before');
  const holder = await hold(data);
  const writing = ['A', 'B', 'C'].map(add);
  let settled = 0;
  for (const one of writing) void one.finally(() => settled++);

  // All of these are answered while the three wait.
  for (let n = 0; n < 20; n++) {
    expect((await fetch(`${server.httpUrl}/healthz`)).status).toBe(200);
    expect(await names()).toEqual(['Before']);
  }
  expect(settled).toBe(0);

  await letGo(holder);
  expect((await Promise.all(writing)).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await names()).sort()).toEqual(['A', 'B', 'Before', 'C']);

  const again = await hold(data);
  const late = await fetch(`${server.hook}catalog.product.add`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(fields('Late')),
  });
  expect([late.status, late.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await late.json()).toEqual({
    error: 'QUERY_LIMIT_EXCEEDED',
    error_description: 'Another process holds the database of the portal, please try again',
  });
  await letGo(again);
  expect((await add('After')).status).toBe(200);
  expect((await names()).sort()).toEqual(['A', 'After', 'B', 'Before', 'C']);
});

it('commands and calls that write at the same time wait for one another', async () => {
  const { data, server, add } = await served();
  const cli = cliOf(data);
  let going = true;
  let added = 0;
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let n = 0; going; n++) {
      const { status } = await add(`${writer} ${n}`);
      expect(status).toBe(200);
      added += 1;
    }
  });
  for (let n = 0; n < 4; n++) {
    const { secret } = await cli.json('webhook', 'add', '--user', '1', '--scopes', 'catalog');
    const profile = await fetch(`${server.httpUrl}/rest/1/${secret}/catalog.vat.list`);
    expect(profile.status).toBe(200);
  }
  going = false;
  await Promise.all(writers);
  const { body } = await server.call('catalog.product.list', {
    select: ['id', 'iblockId'],
    filter: { iblockId: 14 },
  });
  expect(body.total).toBe(added);
});
