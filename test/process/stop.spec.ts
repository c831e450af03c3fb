import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, it, onTestFinished, vi } from 'vitest';
import { cliOf } from '../cli.ts';
import { receiver } from '../events/receiver.ts';
import { type ServerOptions, startServer, temporaryFolder } from '../server.ts';
import { PNG } from '../wire/shop.ts';

// Every test starts processes, beside those of other tests.
vi.setConfig({ testTimeout: 60_000 });

async function start(env: ServerOptions['env'] = {}) {
  const { folder, remove } = await temporaryFolder();
  onTestFinished(remove);
  const server = await startServer({ data: folder, env });
  onTestFinished(async () => void (await server.stop('SIGKILL')));
  return server;
}

it('SIGTERM answers what was accepted, takes nothing new, and ends with 0', async () => {
  const server = await start();
  const { hostname, port, pathname } = new URL(server.hook);
  await server.call('catalog.catalog.list'); // leaves a connection open that nobody uses
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  const body = JSON.stringify({ fields: { iblockId: 14, name: 'In flight' } });
  const head = `POST ${pathname}catalog.product.add HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  socket.write(head + body.slice(0, 10));
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  await new Promise((done) => setTimeout(done, 200));
  const begun = performance.now();
  const stopped = server.stop('SIGTERM');
  await new Promise((done) => setTimeout(done, 300));
  await expect(fetch(`${server.httpUrl}/healthz`)).rejects.toThrow();
  socket.write(body.slice(10));
  expect(await stopped).toEqual({ code: 0, signal: null });
  expect(
    performance.now() - begun,
    'an open connection that is not used holds nothing up',
  ).toBeLessThan(4000);
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n.*"name":"In flight"/s);
});

it('SIGTERM under load sends no new event, waits for nobody for ever, and loses nothing', async () => {
  const { folder, remove } = await temporaryFolder();
  onTestFinished(remove);
  const server = await startServer({ data: folder });
  onTestFinished(async () => void (await server.stop('SIGKILL')));
  const cli = cliOf(folder, { VITRINE_HTTPS_PORT: new URL(server.httpsUrl).port });
  const app = await cli.json('app', 'add', '--name', 'Listener');
  const { access_token } = await cli.json('token', '--app', app.client_id, '--user', 'admin');
  const silent = await receiver(() => {});
  const slow = await receiver((_req, res) => void setTimeout(() => res.end(), 200));
  for (const { url } of [silent, slow]) {
    const binding = { event: 'CATALOG.PRODUCT.ON.ADD', handler: url() };
    const query = new URLSearchParams({ auth: access_token, ...binding });
    await fetch(`${server.httpUrl}/rest/event.bind?${query}`);
  }
  const added: number[] = [];
  const add = async (name: string): Promise<void> => {
    const fields = { iblockId: 14, name };
    const { status, body } = await server.call('catalog.product.add', { fields });
    if (status === 200) added.push(body.result.element.id);
  };
  const { hostname, port, pathname } = new URL(server.hook);
  const stuck = connect(Number(port), hostname);
  stuck.on('error', () => {});
  onTestFinished(() => void stuck.destroy());
  stuck.write(
    `POST ${pathname}catalog.product.add HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{`,
  );
  const load = Array.from({ length: 8 }, async (_, lane) => {
    for (let n = 0; n < 500; n++) await add(`${lane}.${n}`);
  });
  await vi.waitFor(() => expect(slow.received.length).toBeGreaterThan(4), 10_000);
  const stopped = server.stop('SIGTERM');
  const told = slow.received.length;
  await Promise.allSettled(load);
  expect(await stopped).toEqual({ code: 0, signal: null });
  expect(slow.received.length, 'none but those on their way').toBeLessThanOrEqual(told + 4);
  expect(silent.received.length).toBeLessThanOrEqual(2);

  const next = await startServer({ data: folder });
  onTestFinished(async () => void (await next.stop('SIGKILL')));
  const { body } = await next.call('catalog.product.list', {
    select: ['id', 'iblockId'],
    filter: { iblockId: 14 },
    start: -1,
    order: { id: 'desc' },
  });
  expect(body.result.products[0].id).toBeGreaterThanOrEqual(Math.max(...added));
  expect(added.length).toBeGreaterThan(20);
  const deliveries = await cli.json('delivery', 'list', '--limit', '1000');
  const wanted = Math.min(2 * added.length, 1000);
  expect(deliveries.length, 'each answered change is told of').toBeGreaterThanOrEqual(wanted);
});

it.each(['http', 'https'] as const)('a request of two hosts is refused by %s', async (scheme) => {
  const server = await start();
  const { port } = new URL(scheme === 'http' ? server.httpUrl : server.httpsUrl);
  const to = { port: Number(port), host: '127.0.0.1', rejectUnauthorized: false };
  const socket = scheme === 'http' ? connect(to) : connectTls(to);
  onTestFinished(() => void socket.destroy());
  socket.write('GET /healthz HTTP/1.1\r\nHost: portal.test\r\nHOST: other.test\r\n\r\n');
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n.*"message":"A request names one host"/s);
});

it('neither log nor errors tell a secret, a token or a link', async () => {
  const server = await start({ VITRINE_LOG_LEVEL: 'trace' });
  await server.call('catalog.product.add', { fields: { iblockId: 14, name: 'x' } });
  const fileContent = ['1.png', PNG.toString('base64')];
  const { body } = await server.call('catalog.productImage.add', {
    fields: { productId: 1 },
    fileContent,
  });
  const link: string = body.result.productImage.downloadUrl;
  const token = new URL(link).searchParams.get('token') as string;
  const wrongSecret = 'wrong-secret-of-somebody';
  const bearer = (secret: string) =>
    fetch(`${server.httpUrl}/api/v1/product-images`, {
      headers: { Authorization: `Bearer ${secret}` },
    });
  expect((await fetch(link)).status).toBe(200);
  expect((await bearer(server.secret)).status).toBe(200);
  expect((await bearer(wrongSecret)).status).toBe(401);
  for (const path of [
    `/rest/1/${wrongSecret}/catalog.product.get`,
    `/rest/${server.secret}`,
    `/rest/api/1/${server.secret}/x`,
    `/upload/${server.secret}`,
    `/api/v1/${server.secret}`,
    `/${server.secret}`,
  ]) {
    expect((await fetch(server.httpUrl + path)).status).toBeGreaterThanOrEqual(400);
  }
  expect((await server.stop()).code).toBe(0);
  const { stdout, stderr } = server.output;
  const log = stderr + stdout.slice(stdout.indexOf('NODE_EXTRA_CA_CERTS'));
  expect(log).toContain('catalog.productImage.add');
  const signature = token.split('|')[2] as string;
  for (const secret of [
    server.secret,
    wrongSecret,
    token,
    encodeURIComponent(token),
    signature,
    PNG.toString('base64'),
  ]) {
    expect(log).not.toContain(secret);
  }
});
