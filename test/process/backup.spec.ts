import { existsSync } from 'node:fs';
import { appendFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { PNG } from '../images/fixtures.ts';
import { startServer, temporaryFolder } from '../server.ts';
import { serveCli } from './_served.ts';

const picture = (n: number): string =>
  Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.from(String(n))]).toString('base64');

async function shop() {
  const served = await serveCli();
  const { folder, remove } = await temporaryFolder();
  onTestFinished(async () => {
    await served.stop();
    await remove();
  });
  const { server } = served;
  const fields = { iblockId: 14, name: 'Lamp' };
  const product = (await server.call('catalog.product.add', { fields })).body.result.element.id;
  let count = 0;
  const add = async (): Promise<number> => {
    count += 1;
    const answer = await server.call('catalog.productImage.add', {
      fields: { productId: product },
      fileContent: [`${count}.png`, picture(count)],
    });
    return answer.body.result.productImage.id;
  };
  return { ...served, folder, product, add };
}

/** Whether every image of a product can be fetched. */
async function imagesOf(data: string, productId: number) {
  const server = await startServer({ data });
  const { body } = await server.call('catalog.productImage.list', { productId });
  const statuses = [];
  for (const { detailUrl } of body.result.productImages) {
    statuses.push((await fetch(`${server.httpUrl}${detailUrl}`)).status);
  }
  const answer = await fetch(`${server.httpUrl}/readyz`);
  const ready = (await answer.json()) as { status: string };
  await server.stop();
  return { statuses, ready, secret: server.secret };
}

it('a backup under load is whole, and a portal that is restored from it serves it', async () => {
  const { server, cli, folder, product, add } = await shop();
  const kept = [await add(), await add(), await add()];
  let busy = true;
  const load = async () => {
    while (busy) {
      const id = await add();
      await server.call('catalog.productImage.delete', { productId: product, id });
    }
  };
  const loads = [load(), load()];
  const backup = join(folder, 'backup');
  const made = await cli.json('backup', backup);
  busy = false;
  await Promise.all(loads);
  expect(made.files).toBeGreaterThanOrEqual(kept.length);

  const data = join(folder, 'restored');
  const again = await cli.run(['restore', backup, '--json'], { env: { VITRINE_DATA: data } });
  expect({ ...again, stdout: JSON.parse(again.stdout) }).toEqual({
    code: 0,
    stderr: '',
    stdout: { ...made, folder: backup },
  });
  const { statuses, ready, secret } = await imagesOf(data, product);
  expect(statuses.length).toBeGreaterThanOrEqual(kept.length);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(ready.status).toBe('ok');
  expect(secret).toBe(server.secret);
  expect((await readdir(folder)).sort()).toEqual(['backup', 'restored']);
}, 60_000);

it('what is damaged, in use or in the way is refused, and left as it is', async () => {
  const { cli, folder, data, add } = await shop();
  await add();
  const backup = join(folder, 'backup');
  await cli.json('backup', backup);
  const refused = async (args: readonly string[], text: RegExp, into = join(folder, 'new')) => {
    const { code, stderr } = await cli.run(args, { env: { VITRINE_DATA: into } });
    expect(stderr).toMatch(text);
    expect(code).toBe(78);
    expect((await readdir(folder)).filter((name) => /draft|^new/.test(name))).toEqual([]);
  };
  await refused(['backup', backup], /is not empty/, data);
  await refused(['restore', backup], /in use by another Vitrine/, data);
  await refused(['restore', folder], /holds no whole backup/);

  const shard = (await readdir(join(backup, 'files')))[0] as string;
  const name = (await readdir(join(backup, 'files', shard)))[0] as string;
  const file = join(backup, 'files', shard, name);
  await rm(file);
  await refused(['restore', backup], /is not whole: the file [0-9a-f]{64} is lost or damaged/);
  await appendFile(file, 'something else');
  await refused(['restore', backup], /is not whole/);
  expect(existsSync(join(data, 'vitrine.db'))).toBe(true);
}, 60_000);
