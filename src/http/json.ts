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
  res
    .writeHead(status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(text),
      ...retryAfter(status),
      ...headers,
    })
    .end(text);
}
