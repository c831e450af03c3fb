import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGiveWay } from '../core/giveWay.ts';
import type { RowStream } from '../core/rowStream.ts';

const LATER = { 'Retry-After': '1' } as const;
const TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

/** Tells whoever is refused for the moment alone after how many seconds to ask again. */
export const retryAfter = (status: number): typeof LATER | undefined =>
  status === 503 ? LATER : undefined;

/**
 * One `writeHead` and one `end` of a text with a known length: the cheapest way to answer, since head
 * and body leave in one write.
 */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    ...TYPE,
    'Content-Length': Buffer.byteLength(text),
    ...retryAfter(status),
    ...headers,
  });
  endWith(res, text);
}

const SLICE = 256 * 1024;

/**
 * Ends an answer with a text, a long one slice by slice as the client takes it: each slice that is
 * taken shows that the client still reads, which one long write over TLS does not.
 */
export function endWith(res: ServerResponse, text: string): void {
  if (text.length <= SLICE) return void res.end(text);
  const bytes = Buffer.from(text);
  let at = 0;
  const writeMore = (): void => {
    while (at < bytes.length) {
      const slice = bytes.subarray(at, at + SLICE);
      at += SLICE;
      if (!res.write(slice)) return void res.once('drain', writeMore);
    }
    res.end();
  };
  writeMore();
}

/**
 * A bare array of rows, part by part as the client takes it; others have their turn between parts.
 * One part alone is sent like any answer. Rejects when a part cannot be read, not when the client goes.
 */
export async function sendRows(
  req: IncomingMessage,
  res: ServerResponse,
  { parts }: RowStream,
): Promise<void> {
  const rest = parts[Symbol.asyncIterator]();
  const head: (readonly object[])[] = [];
  while (head.length < 2) {
    const next = await rest.next();
    if (next.done) return sendJson(res, 200, head[0] ?? []);
    head.push(next.value);
  }
  res.writeHead(200, TYPE);
  if (req.method === 'HEAD') return void res.end();
  try {
    await pipeline(Readable.from(textOf(head, rest)), res);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function* textOf(
  head: readonly (readonly object[])[],
  rest: AsyncIterator<readonly object[]>,
): AsyncGenerator<string> {
  const giveWay = createGiveWay();
  let before = '[';
  for (const part of head) {
    yield before + JSON.stringify(part).slice(1, -1);
    before = ',';
  }
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    yield before + JSON.stringify(next.value).slice(1, -1);
    await giveWay();
  }
  yield ']';
}
