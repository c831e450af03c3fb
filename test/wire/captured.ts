import { expect } from 'vitest';
import { type Answer, HOOK, PNG, sendRaw } from './shop.ts';

/** A request as it was seen on the wire, except the secret and a picture that is one. */
export interface Captured {
  readonly verb?: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

const SDK =
  'bx24_request_id=051f1829-2344-7a6a-bbbe-730ce92d7843&bx24_sdk_ver=2.2.0&bx24_sdk_type=b24-js-sdk';
const PHP = 'bx24_request_id=01a20525-4282-7547-89e9-deea3eb59081';
const JSON_TYPE = 'Content-Type: application/json';
const FORM_TYPE = 'Content-Type: application/x-www-form-urlencoded';
const TEXT_TYPE = 'Content-Type: text/plain;charset=UTF-8';
export const b64 = PNG.toString('base64');
export const encoded = encodeURIComponent(b64);
export const FILE = `{"fields":{"productId":1,"type":"DETAIL_PICTURE"},"fileContent":["1.png","${b64}"]}`;

export const js = (method: string, body: string): Captured => ({
  path: `${HOOK}${method}?${SDK}`,
  headers: ['Accept: application/json, text/plain, */*', JSON_TYPE, 'User-Agent: b24-js-sdk/2.2.0'],
  body,
});
export const php = (method: string, body: string): Captured => ({
  path: `${HOOK}/${method}/?${PHP}`,
  headers: [
    'Connection: Upgrade, HTTP2-Settings',
    'Upgrade: h2c',
    'HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAB',
    'Accept: application/json',
    'User-Agent: b24-php-sdk-vendor-v-1.9.0-php-8.2.36',
    'X-Request-ID: 01a20525-4282-7547-89e9-deea3eb59081',
    JSON_TYPE,
    'Accept-Encoding: gzip',
  ],
  body,
});
export const py = (method: string, body: string): Captured => ({
  path: `${HOOK}${method}.json`,
  headers: [
    'User-Agent: b24-python-sdk-vendor-v-1.2.1-python-3.11.2',
    'Accept: application/json',
    JSON_TYPE,
  ],
  body,
});
export const crest = (method: string, body: string): Captured => ({
  path: `${HOOK}${method}.json`,
  headers: ['Accept: */*', FORM_TYPE, 'User-Agent: Bitrix24 CRest PHP 1.36'],
  body,
});
export const fast = (method: string, body: string): Captured => ({
  path: `${HOOK}${method}`,
  headers: ['Accept: */*', JSON_TYPE, 'User-Agent: Python/3.11 aiohttp/3.8.4'],
  body,
});
export const twoBad = (method: string, query: string): Captured => ({
  verb: 'GET',
  path: `${HOOK}${method}?${query}`,
  headers: [
    'user-agent: @2bad/bitrix',
    'accept: application/json',
    'accept-encoding: gzip, deflate, br',
  ],
});
export const bx24 = (method: string, body: string): Captured => ({
  path: `${HOOK}${method}.json`,
  headers: [TEXT_TYPE],
  body,
});

export async function send(app: Parameters<typeof sendRaw>[0], sent: Captured): Promise<Answer> {
  const body = Buffer.from(sent.body ?? '');
  const headers = sent.headers ?? [];
  const head = [
    `${sent.verb ?? 'POST'} ${sent.path} HTTP/1.1`,
    ...(headers.some((line) => line.startsWith('Host: ')) ? [] : ['Host: 127.0.0.1:8080']),
    ...headers,
    ...(body.length > 0 ? [`Content-Length: ${body.length}`] : []),
  ];
  const { bytes, ...answer } = await sendRaw(
    app,
    Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]),
  );
  expect(bytes.length, 'no body: an h2c client reads an empty one').toBeGreaterThan(0);
  return { ...answer, body: JSON.parse(bytes.toString()) };
}

export const DATE_ATOM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;

/** What the clients together demand of a success (spec/clients.md, d). */
export function readSuccess({ status, headers, body }: Answer) {
  expect({ status, body }).toMatchObject({ status: 200 });
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(Object.keys(body), 'b24pysdk raises on the mere key').not.toContain('error');
  expect(Object.keys(body)).not.toContain('error_description');
  expect(body).toHaveProperty('result');
  const { time } = body;
  for (const key of ['start', 'finish', 'duration', 'processing'])
    expect(time[key], key).toBeTypeOf('number');
  expect(time.date_start).toMatch(DATE_ATOM);
  expect(time.date_finish).toMatch(DATE_ATOM);
  for (const key of ['operating', 'operating_reset_at']) {
    if (key in time) expect(time[key], key).toBeTypeOf('number');
  }
  for (const key of ['total', 'next']) if (key in body) expect(body[key], key).toBeTypeOf('number');
  return body;
}

export const clients = [
  'b24jssdk',
  'b24phpsdk',
  'b24pysdk',
  'CRest',
  'fast_bitrix24',
  '@2bad/bitrix',
  'BX24.js',
] as const;
export type Client = (typeof clients)[number];
