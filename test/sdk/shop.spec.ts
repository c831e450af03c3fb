import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { cliOf } from '../cli.ts';
import { startServer, temporaryFolder } from '../server.ts';
import { tell } from './tell.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Every documented method: most have a sample; files have none. */
const documented = [
  ...globSync('test/golden/*.golden.json').map((file) => basename(file, '.golden.json')),
  ...['product', 'product.offer', 'product.service', 'product.sku'].map(
    (face) => `catalog.${face}.download`,
  ),
];

/** Rows that nothing can add over REST: asked for, they do not exist. */
const nothingToGet = ['catalog.extra.get', 'catalog.ratio.get'];

it.each(['1', '2'])('b24jssdk %s opens, runs and closes a shop', async (version) => {
  const { folder, remove } = await temporaryFolder();
  onTestFinished(remove);
  const server = await startServer({ data: folder });
  onTestFinished(async () => void (await server.stop()));
  const cli = cliOf(folder);
  await cli.json('inventory', 'on');
  const { field } = await cli.json('inventory', 'add-field', '--type', 'A', '--name', 'Carrier');

  const webhook = `${server.httpsUrl}/rest/1/${server.secret}/`;
  const answered: string[] = await tell(server, 'shop', version, webhook, field);

  expect(documented).toHaveLength(149);
  const unheard = documented.filter((method) => !answered.includes(method));
  expect(unheard.sort()).toEqual(nothingToGet);
  const files = () => globSync(`${folder}/files/**`, { withFileTypes: true });
  await vi.waitFor(() => expect(files().filter((one) => one.isFile())).toEqual([]));
  await cli.json('inventory', 'off');
  expect((await server.call('catalog.document.mode.status')).body.result).toBe('N');
});

it('@2bad/bitrix, which asks by GET alone, keeps a shop too', async () => {
  const { folder, remove } = await temporaryFolder();
  onTestFinished(remove);
  const server = await startServer({ data: folder });
  onTestFinished(async () => void (await server.stop()));
  expect(await tell(server, 'get', server.hook)).toEqual({ told: true });
});
