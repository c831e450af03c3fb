import { beforeAll, describe, expect, it, vi } from 'vitest';
import { cliOf } from '../cli.ts';
import { type Server, startServer, temporaryFolder } from '../server.ts';
import { expire } from './database.ts';
import { tell } from './tell.ts';

vi.setConfig({ testTimeout: 90_000 });

const PRODUCTS = 130;

describe('b24jssdk over https', () => {
  let server: Server;
  let cli: ReturnType<typeof cliOf>;
  let folder = '';
  beforeAll(async () => {
    const temporary = await temporaryFolder();
    folder = temporary.folder;
    server = await startServer({ data: folder });
    cli = cliOf(folder, { VITRINE_HTTPS_PORT: new URL(server.httpsUrl).port });
    const cmd = Array.from(
      { length: 50 },
      (_, n) => `catalog.product.add?fields[iblockId]=14&fields[name]=P${n}`,
    );
    for (let left = PRODUCTS; left > 0; left -= 50) {
      const { body } = await server.call('batch', { cmd: cmd.slice(0, left) });
      expect(body.result.result_error).toEqual([]);
    }
    return async () => {
      await server.stop();
      await temporary.remove();
    };
  });

  const expectStory = (told: Awaited<ReturnType<typeof tell>>, user: string) =>
    expect(told).toMatchObject({
      profile: user,
      counts: [PRODUCTS, PRODUCTS, PRODUCTS],
      distinct: PRODUCTS,
      listed: [told.first, 'string'],
      named: [told.first, told.first],
    });

  /** A new app with its tokens for a user. */
  async function install(user: string, scopes = 'catalog') {
    const app = await cli.json('app', 'add', '--name', 'SDK', '--scopes', scopes);
    const pair = await cli.json('token', '--app', app.client_id, '--user', user);
    const secret = { clientId: app.client_id, clientSecret: app.client_secret };
    return { app, pair, access: JSON.stringify({ pair, secret }) };
  }

  it.each(['1', '2'])('version %s by a webhook: pages, lists and batches', async (version) => {
    const { url } = await cli.json('webhook', 'add', '--user', 'manager');
    expectStory(await tell(server, 'app', version, url), '3');
  });

  it.each(['1', '2'])(
    'version %s as an app whose token expired: refreshes, then the same',
    async (version) => {
      const { pair, access } = await install('reader');
      expire(folder, pair.access_token);
      const told = await tell(server, 'app', version, access);
      expectStory(told, '2');
      expect(told.refreshed).toHaveLength(1);
      expect(told.refreshed[0]).toMatch(/^[0-9a-f]{70}$/);
      expect(server.output.stderr).not.toContain(told.refreshed[0]);
    },
  );

  it('version 2 loads what its helper shows an app and its prices with', async () => {
    const { app, access } = await install('admin', 'catalog,crm');
    expect(await tell(server, 'helper', '2', access)).toEqual({
      user: 1,
      isAdmin: true,
      app: app.client_id,
      base: 'USD',
      currencies: ['EUR', 'RUB', 'USD'],
      shown: '1,234.50 €',
    });
  });

  it.each(['a webhook', 'an app'])('version 2 over REST 3.0 by %s', async (by) => {
    const access =
      by === 'a webhook'
        ? (await cli.json('webhook', 'add', '--user', 'manager')).url
        : (await install('manager')).access;
    expect(await tell(server, 'v3', '2', access)).toEqual({
      counts: [PRODUCTS, PRODUCTS, PRODUCTS],
      distinct: PRODUCTS,
      item: { name: 'Changed by v3', same: true },
      batched: [true, 'string'],
      removed: { result: true },
      error: {
        code: 'BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION',
        message: expect.stringContaining('product does not exist.'),
        status: 400,
      },
    });
  });
});
