import type { ServerResponse } from 'node:http';

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
      ...headers,
    })
    .end(text);
}
