import { beforeAll, describe, expect, it, vi } from 'vitest';
import { receiver } from '../events/receiver.ts';
import { type Served, serveCli } from './_served.ts';

// Every command is a process.
vi.setConfig({ testTimeout: 90_000 });

describe('vitrine, while the server runs', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serveCli();
    return served.stop;
  });

  it('webhook add, list and revoke', async () => {
    const { call, cli, server } = served;
    const args = [
      'webhook',
      'add',
      '--user',
      'manager',
      '--scopes',
      'user, catalog',
      '--expires',
      '30d',
      '--name',
      'Stock sync',
    ];
    const added = await cli.json(...args);
    expect(added).toEqual({
      id: expect.any(Number),
      name: 'Stock sync',
      user_id: 3,
      scope: 'user,catalog',
      expires: expect.stringMatching(/^\d{4}-/),
      secret: expect.stringMatching(/^[0-9a-f]{32}$/),
      url: `${server.httpsUrl}/rest/3/${added.secret}/`,
    });
    expect((await call(added.url, 'profile')).body.result.NAME).toBe('Mark');
    const id = String(added.id);
    expect(await cli.json('webhook', 'rename', id, 'Prices')).toEqual({
      id: added.id,
      name: 'Prices',
    });
    expect((await cli.run(['webhook', 'rename', '999', 'Prices'])).code).toBe(3);
    const rows = await cli.json('webhook', 'list');
    expect(rows).toContainEqual({
      id: added.id,
      name: 'Prices',
      user_id: 3,
      login: 'manager',
      scope: 'user,catalog',
      created: expect.any(String),
      expires: added.expires,
      state: 'active',
    });
    expect(JSON.stringify(rows)).not.toContain(added.secret);
    const { stdout } = await cli.run(['webhook', 'list']);
    expect(stdout.split('\n')[0]).toMatch(/^id +name +user_id +login +scope/);
    expect(await cli.json('webhook', 'revoke', String(added.id))).toEqual({ revoked: added.id });
    expect((await call(added.url, 'profile')).body.error).toBe('INVALID_CREDENTIALS');
    expect((await cli.run(['webhook', 'revoke', String(added.id)])).code).toBe(3);
  });

  it('app add installs: the app gets its first tokens, calls, is told of events, and goes', async () => {
    const { call, cli, server } = served;
    const app = await receiver();
    const added = await cli.json(
      ...['app', 'add', '--name', 'Sync', '--scopes', 'catalog,user'],
      ...['--redirect-uri', 'http://localhost:3000/cb', '--install', app.url('/install')],
    );
    expect(Object.keys(added).slice(0, 3)).toEqual([
      'client_id',
      'client_secret',
      'application_token',
    ]);
    await expect.poll(() => app.received.length, { timeout: 10_000 }).toBe(1);
    const { path, form } = app.received[0]!;
    expect(path).toBe('/install');
    expect(form).toMatchObject({
      event: 'ONAPPINSTALL',
      data: { VERSION: '1', ACTIVE: 'Y', INSTALLED: 'Y', LANGUAGE_ID: 'en' },
      auth: {
        application_token: added.application_token,
        user_id: '1',
        client_endpoint: `${server.httpsUrl}/rest/`,
        refresh_token: expect.any(String),
      },
    });

    const rest = `${server.httpUrl}/rest/`;
    const auth = form.auth.access_token;
    const bound = await call(rest, 'event.bind', {
      auth,
      event: 'CATALOG.PRODUCT.ON.ADD',
      handler: app.url('/added'),
    });
    expect(bound.body.result).toBe(true);
    await server.call('catalog.product.add', { fields: { iblockId: 14, name: 'Told' } });
    await expect.poll(() => app.received.length, { timeout: 10_000 }).toBe(2);
    const told = app.received[1]!.form;
    expect(told.auth.application_token).toBe(added.application_token);
    const product = await call(rest, 'catalog.product.get', {
      auth: told.auth.access_token,
      id: told.data.FIELDS.ID,
    });
    expect(product.body.result.product.name).toBe('Told');

    const listed = await cli.json('app', 'list');
    expect(listed.map(({ client_id }: { client_id: string }) => client_id)).toContain(
      added.client_id,
    );
    expect(JSON.stringify(listed)).not.toContain(added.client_secret);
    await cli.json('app', 'remove', added.client_id);
    expect((await call(rest, 'profile', { auth })).body.error).toBe('invalid_token');
    await expect.poll(() => app.received.length, { timeout: 10_000 }).toBe(3);
    expect(app.received[2]!.form).toMatchObject({ event: 'ONAPPUNINSTALL' });
    expect(app.received[2]!.form.auth).not.toHaveProperty('access_token');
    expect((await cli.run(['app', 'remove', added.client_id])).code).toBe(3);
    expect(server.output.stderr).not.toContain(auth);
  });

  it('token prints a pair that is good, and refreshes', async () => {
    const { call, cli, server } = served;
    const { client_id, client_secret } = await cli.json('app', 'add', '--name', 'CI');
    const pair = await cli.json('token', '--app', client_id, '--user', 'reader');
    expect(pair).toMatchObject({
      expires_in: 3600,
      scope: 'catalog',
      domain: new URL(server.httpsUrl).host,
      server_endpoint: `${server.httpsUrl}/oauth-server/rest/`,
      user_id: 2,
    });
    const rest = `${server.httpUrl}/rest/`;
    expect((await call(rest, 'profile', { auth: pair.access_token })).body.result.ID).toBe('2');
    const query = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id,
      client_secret,
      refresh_token: pair.refresh_token,
    });
    const refreshed = await fetch(`${server.httpUrl}/oauth/token/?${query}`);
    expect(await refreshed.json()).toMatchObject({ user_id: 2, member_id: pair.member_id });
  });

  it('delivery list, show and resend: what became of an event', async () => {
    const { cli } = served;
    let status = 500;
    const handler = await receiver((_req, res) => void res.writeHead(status).end());
    const install = ['--install', handler.url('/install')];
    await cli.json('app', 'add', '--name', 'Log', ...install);
    await expect.poll(() => handler.received.length, { timeout: 10_000 }).toBe(1);
    const first = async () => (await cli.json('delivery', 'list', '--limit', '1'))[0];
    const log = async () =>
      (await cli.json('delivery', 'show', String((await first()).id))).log as object[];
    // A try is counted when it begins; what became of it is in the log.
    await expect.poll(async () => (await log()).length, { timeout: 20_000 }).toBe(1);
    const { id, ...row } = await first();
    expect(row).toEqual({
      event: 'ONAPPINSTALL',
      handler: handler.url('/install'),
      state: 'queued',
      attempts: 1,
      reason: null,
      created: expect.stringMatching(/^\d{4}-/),
      due: expect.stringMatching(/^\d{4}-/),
    });
    const shown = await cli.json('delivery', 'show', String(id));
    expect(shown).toMatchObject({ ...row, user_id: 1, data: { ACTIVE: 'Y' } });
    expect(shown.log).toEqual([
      expect.objectContaining({ attempt: 1, status: 500, error: null, ms: expect.any(Number) }),
    ]);
    const { access_token: token } = handler.received[0]!.form.auth;
    expect(shown.log[0].request).toContain('auth%5Baccess_token%5D=***');
    expect(JSON.stringify(shown)).not.toContain(token);
    const table = (await cli.run(['delivery', 'show', String(id)])).stdout;
    expect(table).toMatch(/event +ONAPPINSTALL/);
    expect(table).toMatch(/attempt +.*status/);

    status = 200;
    expect(await cli.json('delivery', 'resend', String(id))).toEqual({ id, state: 'queued' });
    await expect.poll(async () => (await first()).state, { timeout: 20_000 }).toBe('sent');
    expect((await cli.json('delivery', 'list', '--before', String(id)))[0]?.id ?? 0).toBeLessThan(
      id,
    );
    for (const verb of ['show', 'resend']) {
      expect((await cli.run(['delivery', verb, '999999'])).code).toBe(3);
    }
  });

  it('loses no write to a server that is busy', async () => {
    const { cli, server } = served;
    let busy = true;
    const load = (async () => {
      let count = 0;
      for (; busy; count++) {
        await server.call('catalog.vat.add', { fields: { name: `V${count}`, rate: 1 } });
      }
      return count;
    })();
    const added = [];
    for (let n = 0; n < 5; n++) added.push(await cli.json('webhook', 'add', '--user', '1'));
    busy = false;
    const written = await load;
    const ids = (await cli.json('webhook', 'list')).map((row: { id: number }) => row.id);
    expect(ids).toEqual(expect.arrayContaining(added.map(({ id }) => id)));
    const { body } = await server.call('catalog.vat.list', { filter: { '%name': 'V' } });
    expect(body.total).toBeGreaterThanOrEqual(written);
  });

  it.each([
    [['webhook', 'add'], 2],
    [['webhook', 'add', '--user', '1', '--scopes', 'everything'], 2],
    [['webhook', 'add', '--user', '1', '--scopes', ''], 2],
    [['app', 'add', '--name', ' '], 2],
    [['inventory', 'add-field', '--type', 'A', '--name', ''], 2],
    [['webhook', 'add', '--user', '1', '--expires', '2001-01-01'], 2],
    [['webhook', 'add', '--user', 'nobody'], 3],
    [['webhook', 'revoke', 'x'], 2],
    [['webhook'], 2],
    [['nothing'], 2],
    [['app', 'add', '--name', 'x', '--redirect-uri', 'javascript:alert(1)'], 2],
    [['app', 'add', '--name', 'x', '--redirect-uri', 'https://a.example/#x'], 2],
    [['token', '--app', 'local.x', '--user', '1'], 3],
    [['user', 'add', '--login', '123'], 2],
    [['user', 'add', '--login', 'short', '--password', 'x'], 2],
    [['user', 'add', '--login', 'x', '--role', 'King'], 3],
    [['env', '--shell', 'cmd'], 2],
    [['delivery', 'show', '999999'], 3],
    [['delivery', 'list', '--limit', '0'], 2],
    [['delivery', 'list', '--limit', '1001'], 2],
  ])('%j exits with %d', async (args, code) => {
    const { cli } = served;
    const result = await cli.run([...args, '--json']);
    expect({ ...result, stderr: undefined }).toMatchObject({ code });
    if (args.length > 1) {
      expect(JSON.parse(result.stderr)).toEqual({
        error: expect.any(String),
        error_description: expect.any(String),
      });
      expect(result.stdout).toBe('');
    }
  });

  it('env prints what a shell can evaluate', async () => {
    const { cli, data, server } = served;
    const { stdout } = await cli.run(['env']);
    expect(stdout).toContain(`export NODE_EXTRA_CA_CERTS='${data}/tls/ca.pem'\n`);
    expect((await cli.run(['env', '--shell', 'fish'])).stdout).toContain('set -gx SSL_CERT_FILE ');
    expect((await cli.json('env')).BITRIX24_PHP_SDK_DEFAULT_AUTH_SERVER_URL).toBe(
      `${server.httpsUrl}/oauth-server/`,
    );
  });
});
