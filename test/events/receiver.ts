import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Params } from '../../src/core/wire/brackets.ts';
import { parseBrackets } from '../../src/core/wire/urlencoded.ts';

/** One request of the sender, as a handler parses it. */
export interface Received {
  readonly path: string;
  readonly type: string | undefined;
  readonly raw: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read any field of it
  readonly form: any;
}

export type Answer = (req: IncomingMessage, res: ServerResponse, received: Received) => void;

/** An http server on localhost that keeps what it was sent; answers 200 unless told otherwise. */
export async function receiver(answer: Answer = (_req, res) => void res.end('ok')) {
  const received: Received[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const raw = Buffer.concat(chunks).toString();
    const form: Params = parseBrackets(raw);
    const one = { path: req.url ?? '', type: req.headers['content-type'], raw, form };
    received.push(one);
    answer(req, res, one);
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const close = () =>
    new Promise<void>((done) => {
      server.closeAllConnections();
      server.close(() => done());
    });
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return { received, close, url: (path = '/handler') => `http://127.0.0.1:${port}${path}` };
}
