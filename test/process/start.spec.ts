import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { settings } from '../../src/config.ts';
import {
  killServer,
  runServer,
  type Server,
  type ServerOptions,
  startServer,
  temporaryFolder,
} from '../server.ts';
import { PNG } from '../wire/shop.ts';

// Every test starts processes, beside those of other tests.
vi.setConfig({ testTimeout: 60_000 });

const run = promisify(execFile);
const paste = async (command: string) => JSON.parse((await run('bash', ['-c', command])).stdout);

async function folder(): Promise<string> {
  const made = await temporaryFolder();
  onTestFinished(made.remove);
  return made.folder;
}

async function start(options: ServerOptions): Promise<Server> {
  const server = await startServer(options);
  onTestFinished(async () => void (await server.stop('SIGKILL')));
  return server;
}

/** A refused start: status 78, one message, nothing on standard output and no stack. */
async function expectRefused(options: ServerOptions, message: RegExp | string) {
  const { code, stdout, stderr } = await runServer(options);
  expect({ code, stdout, stderr }).toMatchObject({ code: 78, stdout: '' });
  expect(stderr).toMatch(/^Vitrine cannot start\. /);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n {4}at |node:internal/);
}

describe('a first start', () => {
  it('makes everything, what it prints works as pasted, and a second start finds it again', async () => {
    const data = join(await folder(), 'not', 'yet', 'there');
    const env = { VITRINE_SEED: 'demo' };
    const first = await start({ data, env });
    const [webhook, plain] = first.commands as [string, string];

    expect((await paste(plain)).length ?? 0).toBeGreaterThan(10);
    const listed = await paste(webhook);
    expect(Object.keys(listed)).toEqual(['result', 'total', 'time']);
    expect(listed.result.productImages.length).toBeGreaterThan(0);
    const { id, productId } = listed.result.productImages[0];
    const remove = webhook.replace(
      /productImage.*'$/,
      `productImage.delete?productId=${productId}&id=${id}'`,
    );
    expect((await paste(remove)).result).toBe(true);
    expect(await paste(remove)).toMatchObject({
      error: 0,
      error_description: 'productImage does not exist.',
    });
    expect(
      (await run('curl', ['-s', '--cacert', first.caPath, `${first.httpsUrl}/healthz`])).stdout,
    ).toBe('{"status":"ok"}');

    const kept = ['webhook-secret', 'tls/ca.pem', 'tls/cert.pem', 'tls/key.pem'];
    const read = () => Promise.all(kept.map((name) => readFile(join(data, name), 'utf8')));
    const before = await read();
    expect(before[0]).toBe(`${first.secret}\n`);
    expect(first.secret.length).toBeGreaterThanOrEqual(22);
    for (const name of ['webhook-secret', 'tls/key.pem', 'tls/ca-key.pem']) {
      expect({ name, mode: (await stat(join(data, name))).mode & 0o777 }).toEqual({
        name,
        mode: 0o600,
      });
    }
    const images = async ({ call }: Server) => {
      const { body } = await call('catalog.productImage.list', {
        productId: 101,
        select: ['id', 'name', 'detailUrl'],
      });
      return body.result.productImages;
    };
    const seen = await images(first);
    expect(seen).toHaveLength(3);
    const link = (await first.call('catalog.productImage.get', { productId: 101, id: 3 })).body
      .result.productImage.downloadUrl;
    expect(await first.stop()).toEqual({ code: 0, signal: null });

    const second = await start({ data, env });
    expect({ ...second, secret: second.secret, caPath: second.caPath }).toMatchObject({
      secret: first.secret,
      caPath: first.caPath,
    });
    expect(await read()).toEqual(before);
    expect(await images(second)).toEqual(seen);
    expect((await second.call('catalog.productImage.get', { productId: 1, id: 1 })).status).toBe(
      400,
    );
    const again = await fetch(link.replace(first.httpUrl, second.httpUrl));
    expect(again.status, 'a signed link outlives a restart').toBe(200);
  }, 90_000);

  it('prints a call that works on an empty portal, and the one of the REST API has its token', async () => {
    const server = await start({ data: await folder() });
    const [webhook, plain] = server.commands as [string, string];
    expect((await paste(webhook)).result.catalogs).toHaveLength(2);
    expect(plain).toContain('Authorization: Bearer');
    expect(await paste(plain)).toEqual([]);
  });
});

describe('a first start of many products', () => {
  const total = async ({ call }: Server) => {
    const list = { select: ['id', 'iblockId'], filter: { iblockId: 14 } };
    return (await call('catalog.product.list', list)).body.total;
  };

  it('fills the portal and tells of it', async () => {
    const env = { VITRINE_SEED: 'large:1000:7' };
    const data = await folder();
    const first = await start({ data, env });
    expect(await total(first)).toBe(700);
    expect(first.output.stderr).toMatch(/"done":1000,"total":1000,"msg":"filling the portal"/);
    await first.stop();
    const second = await start({ data, env });
    expect(await total(second)).toBe(700);
    expect(second.output.stderr).not.toContain('filling');
  });

  it('that was killed begins again', async () => {
    const data = await folder();
    const killed = await killServer({ data, env: { VITRINE_SEED: 'large:5000000' } }, /filling/);
    expect(killed).toMatchObject({ signal: 'SIGKILL', stdout: '' });
    const server = await start({ data, env: { VITRINE_SEED: 'large:20' } });
    expect(await total(server)).toBe(14);
  });
});

/** A value of each setting that must be refused, and what the message says. */
const wrong: readonly (readonly [name: string, value: string, message: RegExp])[] = [
  ['VITRINE_HTTP_PORT', 'eighty', /whole number from 0 to 65535/],
  ['VITRINE_HTTP_PORT', '70000', /whole number from 0 to 65535/],
  ['VITRINE_HTTP_PORT', '0x50', /whole number from 0 to 65535/],
  ['VITRINE_HTTPS_PORT', '-1', /whole number from 0 to 65535/],
  ['VITRINE_HTTPS_PORT', '80.5', /whole number from 0 to 65535/],
  ['VITRINE_HOST', 'a host', /must match/],
  ['VITRINE_HOST', '192.0.2.1', /EADDRNOTAVAIL.*: set VITRINE_HOST/],
  ['VITRINE_DATA', '/dev/null/x', /\/dev\/null\/x cannot be made/],
  ['VITRINE_PUBLIC_URL', 'shop.example', /must match/],
  ['VITRINE_PUBLIC_URL', 'https://shop.example/rest/', /must match/],
  ['VITRINE_PUBLIC_URL', 'http://a:b:c', /must match/],
  ['VITRINE_PUBLIC_URL', 'http://user:word@shop.example', /must match/],
  ['VITRINE_PROFILE', 'Live', /must be documented, live/],
  ['VITRINE_SEED', 'yes', /must be demo, empty/],
  ['VITRINE_LANGUAGE', 'fr', /must be en, ru/],
  ['VITRINE_SEED', 'large', /large:N or large:N:SEED/],
  ['VITRINE_SEED', 'large:0', /N from 1 to 5000000/],
  ['VITRINE_SEED', 'large:5000001', /N from 1 to 5000000/],
  ['VITRINE_SEED', 'large:1e3', /N from 1 to 5000000/],
  ['VITRINE_SEED', 'large:10:', /SEED of at most 9 digits/],
  ['VITRINE_SEED', 'large:10:x', /SEED of at most 9 digits/],
  ['VITRINE_TARIFF', 'free', /must be off, basic, enterprise/],
  ['VITRINE_EVENTS', 'local', /must be test, public, portal/],
  ['VITRINE_EVENT_PORTS', '80 443', /must be ports, separated by commas/],
  ['VITRINE_CERT_NAMES', 'oauth.bitrix.info, other', /must match/],
  ['VITRINE_PASSWORD', 'short', /must have 8 to 128 characters/],
  ['VITRINE_WEBHOOK_SECRET', 'short', /must match/],
  ['VITRINE_WEBHOOK_SECRET', 'a secret with spaces in it', /must match/],
  ['VITRINE_LOG_LEVEL', 'loud', /must be trace, /],
  ['VITRINE_BODY_LIMIT', '0', /whole number from 1024 to 2000000000/],
  ['VITRINE_BODY_LIMIT', '64MB', /whole number from 1024 to 2000000000/],
  ['VITRINE_BODY_LIMIT', '1e6', /whole number from 1024 to 2000000000/],
  ['VITRINE_BODIES_LIMIT', '4000', /whole number from 4096 to/],
  ['VITRINE_BODIES_LIMIT', '67108863', /at least twice VITRINE_BODY_LIMIT/],
  ['VITRINE_READERS', '17', /whole number from 0 to 16/],
  ['VITRINE_CALLS_LIMIT', '0', /whole number from 1 to/],
  ['VITRINE_LAG_LIMIT', '0', /whole number from 1 to/],
  ['VITRINE_API_ANONYMOUS', 'yes', /must be on, off/],
  ['VITRINE_HTTP_PROT', '80', /VITRINE_HTTP_PROT is no setting/],
];

describe('a wrong setting', () => {
  it('is tried for each of them', () => {
    expect(
      Object.keys(settings).filter((name) => !wrong.some(([tried]) => tried === name)),
    ).toEqual([]);
  });

  it.concurrent.for(wrong)('%s=%s', async ([name, value, message], { onTestFinished: after }) => {
    const made = await temporaryFolder();
    after(made.remove);
    const data = join(made.folder, 'data');
    await expectRefused({ data, env: { [name]: value } }, message);
    const isThere = await stat(data).then(
      () => true,
      () => false,
    );
    expect({ name, isThere }).toEqual({ name, isThere: value === '192.0.2.1' });
  });

  it('is named together with all the others', async () => {
    const env = { VITRINE_PROFILE: 'x', VITRINE_SEED: 'y', VITRINE_NONSENSE: 'z' };
    await expectRefused(
      { data: await folder(), env },
      /VITRINE_NONSENSE.*VITRINE_PROFILE.*VITRINE_SEED/s,
    );
  });

  it('an anonymous REST API is refused on an address that others reach', async () => {
    const data = await folder();
    const env = { VITRINE_API_ANONYMOUS: 'on', VITRINE_HOST: '0.0.0.0' };
    await expectRefused(
      { data, env },
      /VITRINE_API_ANONYMOUS: on is refused unless VITRINE_HOST is a loopback/,
    );
    for (const host of ['::', '10.0.0.1', '128.0.0.1', '127.0.0.1.example']) {
      await expectRefused(
        { data, env: { ...env, VITRINE_HOST: host } },
        /VITRINE_API_ANONYMOUS: on is refused/,
      );
    }
  });
});

describe('settings', () => {
  it('are read from .env in the current folder, and the environment wins', async () => {
    const cwd = await folder();
    await writeFile(
      join(cwd, '.env'),
      'VITRINE_PROFILE=live\nVITRINE_WEBHOOK_SECRET="secret-of-the-env-file"\n',
    );
    const missing = async (server: Server) =>
      (await server.call('catalog.product.get', { id: 5 })).body.error;
    const fromFile = await start({ data: join(cwd, 'a'), cwd });
    expect(fromFile.secret).toBe('secret-of-the-env-file');
    expect(await missing(fromFile)).toBe('');
    const env = { VITRINE_PROFILE: 'documented' };
    const fromEnvironment = await start({ data: join(cwd, 'b'), cwd, env });
    expect(await missing(fromEnvironment)).toBe(0);
    await writeFile(join(cwd, '.env'), 'VITRINE_PROFILE=neither\n');
    await expectRefused({ data: join(cwd, 'c'), cwd }, /VITRINE_PROFILE: must be documented, live/);
  });

  it('another webhook secret takes the place of the one before', async () => {
    const data = await folder();
    const first = await start({ data });
    await first.stop();
    const env = { VITRINE_WEBHOOK_SECRET: 'a-secret-of-my-own-1' };
    const second = await start({ data, env });
    expect(second.secret).toBe(env.VITRINE_WEBHOOK_SECRET);
    expect((await second.call('catalog.catalog.list')).status).toBe(200);
    const old = await fetch(`${second.httpUrl}/rest/1/${first.secret}/catalog.catalog.list`);
    expect(old.status).toBe(403);
  });

  it('the public address is what links begin with', async () => {
    const env = { VITRINE_PUBLIC_URL: 'https://shop.example:8443' };
    const server = await start({ data: await folder(), env });
    await server.call('catalog.product.add', { fields: { iblockId: 14, name: 'x' } });
    const fileContent = ['1.png', PNG.toString('base64')];
    const { body } = await server.call('catalog.productImage.add', {
      fields: { productId: 1 },
      fileContent,
    });
    expect(body.result.productImage.downloadUrl).toMatch(
      /^https:\/\/shop\.example:8443\/rest\/1\//,
    );
  });

  it('further names of the certificate lead to the authorization server', async () => {
    const env = { VITRINE_CERT_NAMES: 'oauth.bitrix.info,oauth.bitrix24.tech' };
    const { caPath, httpsUrl } = await start({ data: await folder(), env });
    const { port } = new URL(httpsUrl);
    for (const name of env.VITRINE_CERT_NAMES.split(',')) {
      const curl = ['-s', '--cacert', caPath, '--resolve', `${name}:${port}:127.0.0.1`];
      const ask = async (path: string) =>
        JSON.parse((await run('curl', [...curl, `https://${name}:${port}${path}`])).stdout).error;
      expect(await ask('/rest/app.info/?auth=x')).toBe('invalid_token');
      expect(await ask('/oauth/token/?grant_type=refresh_token&client_id=x')).toBe('wrong_client');
    }
  });

  it('IPv6 loopback is named so that an address can be opened', async () => {
    const server = await start({ data: await folder(), env: { VITRINE_HOST: '::1' } });
    expect(server.httpUrl).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await server.call('catalog.catalog.list')).status).toBe(200);
    expect(
      (await run('curl', ['-s', '--cacert', server.caPath, `${server.httpsUrl}/healthz`])).stdout,
    ).toBe('{"status":"ok"}');
  });
});

it('a port in use is told with the remedy', async () => {
  const other = createServer();
  await new Promise<void>((done) => void other.listen(0, '127.0.0.1', done));
  onTestFinished(() => void other.close());
  const port = String((other.address() as AddressInfo).port);
  const data = await folder();
  for (const name of ['VITRINE_HTTP_PORT', 'VITRINE_HTTPS_PORT']) {
    await expectRefused(
      { data, env: { [name]: port } },
      /EADDRINUSE.*: set VITRINE_HTTP_PORT and VITRINE_HTTPS_PORT to free ports/,
    );
  }
  await start({ data });
});
