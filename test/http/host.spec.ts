import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { withOneHost } from '../../src/http/host.ts';

/** Sends lines as they stand, and gives the answers and the targets that were served. */
async function ask(lines: readonly string[]) {
  const served: (string | undefined)[] = [];
  const server = createServer(
    withOneHost((req, res) => {
      served.push(req.url);
      res.end();
    }),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.end(`${lines.join('\r\n')}\r\n\r\n`);
  let text = '';
  for await (const chunk of socket) text += chunk;
  return { statuses: Array.from(text.matchAll(/HTTP\/1\.1 (\d+)/g), ([, one]) => one), served };
}

it.each([
  [['GET /a HTTP/1.1', 'Host: portal.test']],
  [['GET /a HTTP/1.1', 'hOST:   portal.test:8080  ']],
  [['GET /a HTTP/1.1', 'Host: [::1]:8080']],
  [['GET /a HTTP/1.1', 'Host: my_machine']],
  [['GET /a HTTP/1.0']],
  [['GET http://portal.test/a HTTP/1.1', 'Host: portal.test']],
  [['GET HTTP://Portal.Test:80/a HTTP/1.1', 'Host: portal.test']],
  [['GET https://portal.test/a HTTP/1.1', 'Host: portal.test:443']],
  [['GET http://portal.test/a HTTP/1.0']],
])('%j is served', async (lines) => {
  expect(await ask(lines)).toEqual({ statuses: ['200'], served: ['/a'] });
});

it('a target without a path is that of the root', async () => {
  const { served } = await ask(['GET http://portal.test?b=1 HTTP/1.1', 'Host: portal.test']);
  expect(served).toEqual(['/?b=1']);
});

it.each([
  [['GET /a HTTP/1.1']],
  [['GET /a HTTP/1.1', 'Host:']],
  [['GET /a HTTP/1.1', 'Host: portal.test', 'Host: portal.test']],
  [['GET /a HTTP/1.1', 'Host: portal.test', 'HOST: other.test']],
  [['GET /a HTTP/1.1', 'host: portal.test', 'X-A: 1', 'Host: other.test']],
  [['GET /a HTTP/1.1', 'Host: portal.test', 'Host:']],
  [['GET /a HTTP/1.1', 'Host:', 'Host: portal.test']],
  [['GET /a HTTP/1.0', 'Host: portal.test', 'Host: other.test']],
  [['GET /a HTTP/1.1', 'Host: portal.test, other.test']],
  [['GET /a HTTP/1.1', 'Host: portal.test other.test']],
  [['GET /a HTTP/1.1', 'Host: user@portal.test']],
  [['GET /a HTTP/1.1', 'Host: portal.test/b']],
  [['GET http://other.test/a HTTP/1.1', 'Host: portal.test']],
  [['GET http://portal.test:8080/a HTTP/1.1', 'Host: portal.test']],
  [['GET http://portal.test@other.test/a HTTP/1.1', 'Host: portal.test']],
  [['GET http:///a HTTP/1.1', 'Host: portal.test']],
])('%j is 400, and reaches nobody', async (lines) => {
  expect(await ask(lines)).toEqual({ statuses: ['400'], served: [] });
});

it('what came behind a refused request on its connection is not served', async () => {
  const good = ['GET /a HTTP/1.1', 'Host: portal.test', '', ''];
  const bad = ['GET /b HTTP/1.1', 'Host: a', 'Host: b', '', ''];
  expect(await ask([...bad, ...good])).toEqual({ statuses: ['400'], served: [] });
});
