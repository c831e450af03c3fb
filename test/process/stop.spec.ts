import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, it, onTestFinished, vi } from 'vitest';
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
