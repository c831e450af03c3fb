import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { runServer, startServer, temporaryFolder } from '../server.ts';

const env = { VITRINE_SEED: 'demo' };
const TABLES = ['user', 'product', 'price', 'propertyValue', 'file', 'storeProduct', 'webhook'];

/** How many rows each table of a shop has, and which files it names. */
function shopOf(data: string): unknown {
  const database = new Database(join(data, 'vitrine.db'), { readonly: true });
  const counts = TABLES.map((table) => [
    table,
    database.prepare(`select count(*) as n from "${table}"`).get(),
  ]);
  const hashes = database.prepare('select distinct hash from file order by hash').all();
  database.close();
  const lost = (hashes as { hash: string }[]).filter(
    ({ hash }) => !existsSync(join(data, 'files', hash.slice(0, 2), hash.slice(2))),
  );
  return { counts, lost };
}

/** Starts a folder to its end, and gives what is in it. */
async function settle(data: string): Promise<unknown> {
  const server = await startServer({ data, env });
  const { status, body } = await server.call('catalog.product.list', {
    select: ['id', 'iblockId'],
    filter: { iblockId: 14 },
  });
  expect(status).toBe(200);
  expect(body.total).toBeGreaterThan(10);
  expect((await readFile(join(data, 'webhook-secret'), 'utf8')).trim()).toBe(server.secret);
  expect((await readFile(join(data, 'password'), 'utf8')).trim().length).toBeGreaterThan(8);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
  return shopOf(data);
}

it('a first start that is killed begins anew, whenever it is killed', async () => {
  const whole = await temporaryFolder();
  const began = Date.now();
  const expected = await settle(whole.folder);
  const duration = Date.now() - began;
  await whole.remove();
  expect(expected).toMatchObject({ lost: [] });

  let cut = 0;
  for (let part = 1; part <= 6; part++) {
    const { folder: data, remove } = await temporaryFolder();
    await runServer({ data, env }, (duration * part) / 7);
    if (existsSync(join(data, 'first-start'))) cut += 1;
    expect(await settle(data)).toEqual(expected);
    expect(existsSync(join(data, 'first-start'))).toBe(false);
    await remove();
  }
  expect(cut).toBeGreaterThan(0);
}, 180_000);
