import type { ServerResponse } from 'node:http';
import { endWith, retryAfter } from './json.ts';

/** What no text of XML 1.0 may hold, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const NAME = /^[A-Za-z_][\w.-]*$/;

/**
 * The value as the builder takes it. A portal prints true as 1, false and null as nothing, and calls
 * what has a number for its name `item` (spec/core.md section 1); so is what cannot be a name of XML.
 */
function toXml(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    if (value === true) return '1';
    return value === false || value === null || value === undefined
      ? ''
      : String(value).replace(FORBIDDEN, '');
  }
  const children: Record<string, unknown> = {};
  const items: unknown[] = [];
  for (const [name, child] of Object.entries(value)) {
    if (child === undefined) continue;
    if (NAME.test(name)) children[name] = toXml(child);
    else items.push(toXml(child));
  }
  return items.length > 0 ? { ...children, item: items } : children;
}

/** `<response>...</response>` without a prolog. The library is loaded at the first such answer. */
export async function renderXml(body: object): Promise<string> {
  const { default: Builder } = await import('fast-xml-builder');
  return new Builder({ format: false }).build({ response: toXml(body) });
}

export async function sendXml(res: ServerResponse, status: number, body: object): Promise<void> {
  const text = await renderXml(body);
  res.writeHead(status, {
    'Content-Type': 'text/xml; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    ...retryAfter(status),
  });
  endWith(res, text);
}
