import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Served, serveCli } from './_served.ts';

// Every command is a process.
vi.setConfig({ testTimeout: 90_000 });

describe('vitrine user, while the server runs', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serveCli();
    return served.stop;
  });

  it('user add, list, disable and enable: a disabled user is out at once', async () => {
    const { call, cli, server } = served;
    const args = [
      'user',
      'add',
      '--login',
      'tester',
      '--role',
      'Content manager',
      '--password-stdin',
    ];
    const added = await cli.run([...args, '--json'], { input: 'secret words\n' });
    const { id } = JSON.parse(added.stdout);
    const { client_id } = await cli.json('app', 'add', '--name', 'Tests', '--scopes', 'catalog');
    const { url } = await cli.json('webhook', 'add', '--user', 'tester');
    const { access_token: auth } = await cli.json(
      'token',
      '--app',
      client_id,
      '--user',
      String(id),
    );
    const rest = `${server.httpUrl}/rest/`;
    expect((await call(url, 'catalog.catalog.list')).status).toBe(200);
    expect((await call(rest, 'catalog.catalog.list', { auth })).status).toBe(200);
    expect(await cli.json('user', 'disable', 'tester')).toEqual({
      id,
      login: 'tester',
      active: 'N',
    });
    expect((await call(url, 'catalog.catalog.list')).body.error).toBe('INVALID_CREDENTIALS');
    expect((await call(rest, 'catalog.catalog.list', { auth })).body.error).toBe(
      'authorization_error',
    );
    const users = await cli.json('user', 'list');
    expect(users).toContainEqual(
      expect.objectContaining({ id, login: 'tester', active: 'N', roles: 'Content manager' }),
    );
    expect(users).toContainEqual(expect.objectContaining({ login: 'guest', roles: '' }));
    expect(await cli.json('user', 'roles')).toContainEqual({
      id: 3,
      name: 'Price manager',
      rights: 'catalog.read,price.edit,priceType.edit,purchase.view,extra.edit,vat.edit',
    });
    expect((await cli.run(['token', '--app', client_id, '--user', 'tester'])).code).toBe(4);
    expect((await cli.run(['user', 'add', '--login', 'Tester'])).code).toBe(4);
    expect(await cli.json('user', 'enable', 'tester')).toEqual({
      id,
      login: 'tester',
      active: 'Y',
    });
    expect((await call(url, 'catalog.catalog.list')).status).toBe(200);
  });

  it('user disable leaves the last administrator', async () => {
    const { cli } = served;
    expect((await cli.run(['user', 'disable', 'admin'])).code).toBe(4);
    const users = await cli.json('user', 'list');
    expect(users).toContainEqual(expect.objectContaining({ login: 'admin', active: 'Y' }));
  });
});
