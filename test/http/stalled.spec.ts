import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ensureCertificate } from '../../src/http/certificate.ts';
import { sendJson } from '../../src/http/json.ts';
import { listen } from '../../src/http/server.ts';

const STALL = 300;
/** More than the buffers of two sockets hold. */
const SIZE = 40 * 1024 * 1024;

/** A server of large answers, and a connection that has asked for one. */
async function asked(scheme: 'http' | 'https') {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-stalled-'));
  const { ca, cert, key } = await ensureCertificate({ folder, hosts: [], now: Date.now() });
  const answering = Promise.withResolvers<ServerResponse>();
  const ports = { host: '127.0.0.1', httpPort: 0, httpsPort: 0 };
  const listeners = await listen({
    app: (_req, res) => {
      answering.resolve(res);
      sendJson(res, 200, ['x'.repeat(SIZE)]);
    },
    ...ports,
    cert,
    key,
    stallTimeout: STALL,
  });
  const socket: Socket =
    scheme === 'http'
      ? connect(listeners.httpPort, '127.0.0.1')
      : connectTls({ port: listeners.httpsPort, host: '127.0.0.1', ca, servername: 'localhost' });
  socket.on('error', () => undefined);
  onTestFinished(async () => {
    socket.destroy();
    await listeners.close(AbortSignal.timeout(1000));
    await rm(folder, { recursive: true, force: true });
  });
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  return { socket, res: await answering.promise };
}

const readable = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      socket.off('readable', done).off('close', done);
      resolve();
    };
    socket.on('readable', done).on('close', done);
  });

describe.each(['http', 'https'] as const)('an answer over %s', (scheme) => {
  it('is ended when nobody reads it', async () => {
    const { res } = await asked(scheme);
    await once(res, 'close');
    expect(res.writableFinished).toBe(false);
    expect(res.req.socket.destroyed).toBe(true);
  });

  it('goes on as long as it is read, however slowly', async () => {
    const { socket, res } = await asked(scheme);
    let bytes = 0;
    // Twenty pauses, each shorter than what ends it, all together longer.
    for (let pauses = 0; bytes < SIZE; ) {
      const chunk = socket.read() as Buffer | null;
      bytes += chunk?.length ?? 0;
      if (chunk === null) await readable(socket);
      else if (bytes > (pauses * SIZE) / 20) {
        pauses += 1;
        await setTimeout(STALL / 6);
      }
      if (socket.destroyed) break;
    }
    expect(bytes).toBeGreaterThanOrEqual(SIZE);
    if (!res.closed) await once(res, 'close');
    expect(res.writableFinished).toBe(true);
  });
});
