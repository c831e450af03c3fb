import type { ServerResponse } from 'node:http';

const LATER = { 'Retry-After': '1' } as const;

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
    'Content-Type': 'application/json; charset=utf-8',
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
