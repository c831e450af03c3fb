import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { withOneHost } from './host.ts';

export interface Listeners {
  /** Ports in use; they differ from those asked for when 0 was. */
  readonly httpPort: number;
  readonly httpsPort: number;
  /**
   * Takes no new connections and resolves when the accepted requests are answered; what is left at
   * `late` is broken off.
   */
  close(late: AbortSignal): Promise<void>;
}

export interface ListenOptions {
  readonly app: RequestListener;
  readonly host: string;
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly cert: string;
  readonly key: string;
  /** Milliseconds after which a connection is ended on which nothing moves; a minute by default. */
  readonly stallTimeout?: number;
}

const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 60_000;
const STALL_TIMEOUT = 60_000;
const IDLE_CHECK = 50;

/**
 * Serves one application on http and https. There is no `upgrade` listener: with one, a client
 * that sends `Upgrade: h2c` reads an empty body.
 */
export async function listen(options: ListenOptions): Promise<Listeners> {
  const { host, cert, key, stallTimeout = STALL_TIMEOUT } = options;
  const app = withOneHost(options.app);
  const http = createHttp(app);
  const https = createHttps({ cert, key }, app);
  const servers: Server[] = [http, https];
  for (const server of servers) {
    server.headersTimeout = HEADERS_TIMEOUT;
    server.requestTimeout = REQUEST_TIMEOUT;
    // Of an answer too: it is started anew while the client takes some of it.
    server.timeout = stallTimeout;
  }
  try {
    await bind(http, host, options.httpPort);
    await bind(https, host, options.httpsPort);
  } catch (error) {
    for (const server of servers) server.close();
    throw error;
  }
  return {
    httpPort: (http.address() as AddressInfo).port,
    httpsPort: (https.address() as AddressInfo).port,
    close: async (late) => void (await Promise.all(servers.map((server) => drain(server, late)))),
  };
}

const bind = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

const drain = (server: Server, late: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const breakOff = () => server.closeAllConnections();
    late.addEventListener('abort', breakOff);
    // A client keeps its connection open after its last answer too.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK);
    server.close(() => {
      late.removeEventListener('abort', breakOff);
      clearInterval(idle);
      resolve();
    });
    server.closeIdleConnections();
  });
