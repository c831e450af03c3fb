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
    expect((await call(rest, 'catalog.catalog.list', { auth })).body.error).toBe('invalid_token');
    expect(await cli.json('webhook', 'list')).toContainEqual(
      expect.objectContaining({ login: 'tester', state: 'suspended' }),
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
    const { body } = await call(rest, 'catalog.catalog.list', { auth });
    expect(body.error, 'tokens do not come back').toBe('invalid_token');
    expect(await cli.json('grant', 'list', '--user', 'tester')).toEqual([]);
  });

  it('user role changes what the next call may, and leaves the last administrator', async () => {
    const { call, cli } = served;
    await cli.json('user', 'add', '--login', 'riser');
    const { url } = await cli.json('webhook', 'add', '--user', 'riser');
    const status = async () =>
      (await call(url, 'catalog.vat.add', { fields: { name: 'A', rate: 1 } })).status;
    expect(await status()).toBe(400);
    const roles = ['--role', 'Price manager', '--role', 'catalog reader'];
    expect(await cli.json('user', 'role', 'riser', ...roles)).toMatchObject({
      login: 'riser',
      admin: 'N',
      roles: expect.stringMatching(/Price manager/),
    });
    expect(await status()).toBe(200);
    expect(await cli.json('user', 'role', 'riser', '--no-role')).toMatchObject({ roles: '' });
    expect(await status()).toBe(400);
    expect(await cli.json('user', 'role', 'riser', '--admin')).toMatchObject({ admin: 'Y' });
    expect(await status()).toBe(200);
    expect((await cli.run(['user', 'role', 'admin', '--no-admin'])).code).toBe(0);
    expect((await cli.run(['user', 'role', 'riser', '--no-admin'])).code).toBe(4);
    expect((await cli.run(['user', 'disable', 'riser'])).code).toBe(4);
    expect((await cli.run(['user', 'role', 'admin', '--admin'])).code).toBe(0);
    expect((await cli.run(['user', 'role', 'riser', '--no-admin'])).code).toBe(0);
    expect((await cli.run(['user', 'role', 'riser'])).code).toBe(2);
    expect((await cli.run(['user', 'role', 'riser', '--role', 'Nothing'])).code).toBe(3);
  });

  it('user password ends the sessions and takes the place of the old one', async () => {
    const { cli, server } = served;
    await cli.json('user', 'add', '--login', 'signer', '--password', 'the first one');
    const app = await cli.json(
      ...['app', 'add', '--name', 'Sign', '--redirect-uri', 'http://localhost:3000/cb'],
    );
    const address = `${server.httpUrl}/oauth/authorize/?client_id=${app.client_id}`;
    let cookie = '';
    const visit = async (fields?: Record<string, string>): Promise<string> => {
      const answer = await fetch(address, {
        method: fields ? 'POST' : 'GET',
        headers: { cookie },
        ...(fields ? { body: new URLSearchParams(fields) } : {}),
      });
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      return answer.text();
    };
    const signIn = async (password: string): Promise<boolean> => {
      cookie = '';
      const csrf = /name="csrf" value="([^"]+)"/.exec(await visit())?.[1] ?? '';
      const text = await visit({ csrf, action: 'signIn', login: 'signer', password });
      return !text.includes('name="password"');
    };
    expect(await signIn('the first one')).toBe(true);
    expect(await visit()).not.toContain('name="password"');
    const { password } = await cli.json('user', 'password', 'signer');
    expect(await visit()).toContain('name="password"');
    expect(await signIn('the first one')).toBe(false);
    expect(await signIn(password)).toBe(true);
    const changed = await cli.run(['user', 'password', 'signer', '--password-stdin', '--json'], {
      input: 'the third one\n',
    });
    expect(JSON.parse(changed.stdout)).toEqual({ id: expect.any(Number), login: 'signer' });
    expect(await signIn('the third one')).toBe(true);
    expect((await cli.run(['user', 'password', 'signer', '--password', 'short'])).code).toBe(2);
    expect((await cli.run(['user', 'password', 'nobody'])).code).toBe(3);
  });

  it('grant list and end: one grant ends, the others stay', async () => {
    const { call, cli, server } = served;
    const { client_id } = await cli.json(
      'app',
      'add',
      '--name',
      'Grants',
      '--scopes',
      'catalog,user',
    );
    const mint = () => cli.json('token', '--app', client_id, '--user', 'manager');
    const [first, second] = [await mint(), await mint()];
    const grants = await cli.json('grant', 'list', '--app', client_id, '--user', 'manager');
    expect(grants).toEqual(
      Array.from({ length: 2 }, () => ({
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        client_id,
        login: 'manager',
        scope: 'catalog,user',
        access_until: expect.any(String),
        refresh_until: expect.any(String),
      })),
    );
    expect(await cli.json('grant', 'list', '--limit', '1')).toHaveLength(1);
    const { id } = grants[1];
    expect(await cli.json('grant', 'end', id)).toEqual({ ended: id });
    const status = async ({ access_token: auth }: { access_token: string }) =>
      (await call(`${server.httpUrl}/rest/`, 'catalog.vat.list', { auth })).status;
    expect([await status(first), await status(second)]).toEqual([401, 200]);
    expect((await cli.run(['grant', 'end', id])).code).toBe(3);
  });

  it('app update: tokens live and follow, what is left out stays', async () => {
    const { call, cli, server } = served;
    const { client_id } = await cli.json(
      ...['app', 'add', '--name', 'Before', '--redirect-uri', 'http://localhost:3000/a'],
    );
    const { access_token: auth } = await cli.json('token', '--app', client_id, '--user', 'manager');
    const rest = `${server.httpUrl}/rest/`;
    const status = async (name: string) => (await call(rest, name, { auth })).status;
    expect([await status('catalog.vat.list'), await status('user.current')]).toEqual([200, 403]);
    const changes = ['--name', 'After', '--scopes', 'user', '--users', 'manager,admin'];
    expect(await cli.json('app', 'update', client_id, ...changes)).toMatchObject({
      client_id,
      name: 'After',
      scope: 'user',
      redirect_uri: 'http://localhost:3000/a',
      users: '3,1',
    });
    expect([await status('catalog.vat.list'), await status('user.current')]).toEqual([403, 200]);
    await cli.json('app', 'update', client_id, '--users', 'admin');
    expect((await call(rest, 'user.current', { auth })).body.error).toBe('user_access_error');
    expect(await cli.json('app', 'update', client_id, '--users', '')).toMatchObject({
      users: null,
    });
    expect(await status('user.current')).toBe(200);
    expect((await cli.run(['app', 'update', client_id])).code).toBe(2);
    expect((await cli.run(['app', 'update', client_id, '--handler', 'ftp://x'])).code).toBe(2);
    expect((await cli.run(['app', 'update', 'local.none', '--name', 'x'])).code).toBe(3);
  });

  it('app renew: the old secret is dead, tokens live unless they are ended too', async () => {
    const { cli, server } = served;
    const app = await cli.json('app', 'add', '--name', 'Renewed');
    const pair = await cli.json('token', '--app', app.client_id, '--user', 'manager');
    const refresh = async (client_secret: string, refresh_token: string) => {
      const { client_id } = app;
      const query = { grant_type: 'refresh_token', client_id, client_secret, refresh_token };
      const answer = await fetch(`${server.httpUrl}/oauth/token/?${new URLSearchParams(query)}`);
      return (await answer.json()) as { error?: string; refresh_token: string };
    };
    const { client_secret } = await cli.json('app', 'renew', app.client_id);
    expect((await refresh(app.client_secret, pair.refresh_token)).error).toBe('invalid_client');
    const next = await refresh(client_secret, pair.refresh_token);
    expect(next.error).toBeUndefined();
    const last = await cli.json('app', 'renew', app.client_id, '--end-grants');
    expect((await refresh(last.client_secret, next.refresh_token)).error).toBe('invalid_grant');
    expect((await cli.run(['app', 'renew', 'local.none'])).code).toBe(3);
  });

  it('user disable leaves the last administrator', async () => {
    const { cli } = served;
    expect((await cli.run(['user', 'disable', 'admin'])).code).toBe(4);
    const users = await cli.json('user', 'list');
    expect(users).toContainEqual(expect.objectContaining({ login: 'admin', active: 'Y' }));
  });
});
