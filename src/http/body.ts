import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Params } from '../core/wire/brackets.ts';
import {
  LimitExceeded,
  MAX_DEPTH,
  MAX_WIDTH,
  openForm,
  parseBrackets,
} from '../core/wire/brackets.ts';
import { jsonDepthExceeds } from '../core/wire/depth.ts';

export type UploadedFile = { field: string; filename: string; contentType: string; bytes: Buffer };

/** `json` tells that the body was a JSON object or array. */
export type RequestParams = { params: Params; files: UploadedFile[]; json: boolean };

/** A request that cannot be read: 400 broken or too deep or wide, 413 too large, 415 unknown encoding. */
export class BodyError extends Error {
  override name = 'BodyError';
  readonly status: 400 | 413 | 415;

  constructor(status: 400 | 413 | 415, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** How much, and for how long, a body over the limit is read on before it is answered. */
const DRAIN_BYTES = 32 * 1024 * 1024;
const DRAIN_MS = 2000;
/** PHP refuses about half as many (php.ini, max_multipart_body_parts). */
const MAX_PARTS = 2000;
const SLICE = 64 * 1024;
const EMPTY = Buffer.alloc(0);

/**
 * The parameters of a call, body over query by top-level name (spec/core.md section 2). Reads the
 * body itself, for POST alone. `bodyLimit` is in bytes and counts what a compressed body inflates
 * to. Invalid JSON is no error, as on a portal: the query stays. Throws BodyError.
 */
export async function readParams(
  req: IncomingMessage,
  { bodyLimit }: { bodyLimit: number },
): Promise<RequestParams> {
  if (!(bodyLimit > 0)) throw new TypeError(`bodyLimit must be a positive number: ${bodyLimit}`);
  const bytes = req.method === 'POST' ? await readBody(req, bodyLimit) : EMPTY;
  try {
    const url = req.url ?? '';
    const mark = url.indexOf('?'); // `new URL('//rest/x')` would read a host
    const params = parseBrackets(mark < 0 ? '' : url.slice(mark + 1));
    if (bytes.length === 0) return { params, files: [], json: false };
    const body = await parseBody(bytes, req.headers['content-type'] ?? '');
    return { ...body, params: Object.assign(params, body.params) };
  } catch (error) {
    if (error instanceof LimitExceeded) throw new BodyError(400, error.message, { cause: error });
    throw error;
  }
}

async function parseBody(bytes: Buffer, contentType: string): Promise<RequestParams> {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  const isJson = type === 'application/json' || type.endsWith('+json');
  if (isJson || (type === '' && /^\s*[{[]/.test(bytes.toString('latin1', 0, 64)))) {
    const params = parseJson(bytes);
    if (params) return { params, files: [], json: true };
    if (isJson) return { params: {}, files: [], json: false };
  }
  if (type === 'multipart/form-data') {
    const body = await parseMultipart(bytes, contentType);
    if (body.files.length > 0 || Object.keys(body.params).length > 0) return body;
  }
  return { params: parseBrackets(bytes.toString()), files: [], json: false };
}

/** An object or array; undefined for other values and for text PHP's json_decode refuses. */
export function parseJson(bytes: Buffer): Params | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString();
  if (jsonDepthExceeds(text, MAX_DEPTH)) {
    throw new LimitExceeded(`JSON nested too deep: more than ${MAX_DEPTH} levels`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if ((Array.isArray(value) ? value : Object.keys(value)).length > MAX_WIDTH) {
    throw new LimitExceeded(`Too many parameters: more than ${MAX_WIDTH}`);
  }
  return value as Params;
}

/**
 * As in PHP (main/rfc1867.c) a part is a file when it has a file name, an empty file name means that
 * none was chosen, and a body that breaks off keeps the fields before the break.
 */
export async function parseMultipart(bytes: Buffer, header: string): Promise<RequestParams> {
  const fields: [name: string | undefined, value: string][] = [];
  const files: UploadedFile[] = [];
  const { Busboy } = await import('@fastify/busboy');
  const parsed = new Promise<void>((resolve, reject) => {
    const parser = new Busboy({
      headers: { 'content-type': header },
      limits: { fieldSize: bytes.length, parts: MAX_PARTS },
      isPartAFile: (_field, _type, filename) => filename !== undefined,
    });
    let rest = bytes;
    parser.on('partsLimit', () => {
      rest = EMPTY;
      reject(new LimitExceeded(`Too many parts: more than ${MAX_PARTS}`));
    });
    parser.on('field', (name, value) => fields.push([name, value]));
    parser.on('file', (field, stream, filename, _encoding, contentType) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', () => stream.destroy());
      stream.on('end', () => {
        if (filename) files.push({ field, filename, contentType, bytes: Buffer.concat(chunks) });
      });
    });
    parser.on('error', reject).on('finish', resolve);
    // In slices, so that a refusal spares the rest.
    const feed = () => {
      const slice = rest.subarray(0, SLICE);
      rest = rest.subarray(SLICE);
      try {
        if (slice.length > 0) parser.write(slice, feed);
        else parser.end();
      } catch (error) {
        reject(error);
      }
    };
    feed();
  });
  await parsed.catch((error) => {
    if (error instanceof LimitExceeded) throw error;
  });
  const form = openForm();
  for (const [name, value] of fields) if (name !== undefined) form.set(name, value);
  return { params: form.params, files, json: false };
}

const tooLarge = (limit: number) => new BodyError(413, `The body is larger than ${limit} bytes`);
const decoders = new Map([
  ['gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** The bytes of a body of any verb, inflated; at most `limit` of them. Throws BodyError. */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  const bytes = await collect(req, limit);
  const encoding = req.headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity' || bytes.length === 0) return bytes;
  const decode = decoders.get(encoding);
  if (!decode) throw new BodyError(415, `Unsupported content encoding: ${encoding}`);
  try {
    return await decode(bytes, { maxOutputLength: limit });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
    throw new BodyError(400, `The body is not valid ${encoding}`, { cause });
  }
}

/**
 * A client that still sends when it is answered gets EPIPE: a body over the limit is read on, up to
 * DRAIN_BYTES and DRAIN_MS. What comes after that is discarded until the server's requestTimeout.
 */
function collect(req: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let timer: NodeJS.Timeout | undefined;
    const refuse = () => {
      req.removeAllListeners('data').resume();
      reject(tooLarge(limit));
    };
    const breakOff = (cause?: Error) => reject(new BodyError(400, 'Request broke off', { cause }));
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
        timer ??= setTimeout(refuse, DRAIN_MS).unref();
        if (size > limit + DRAIN_BYTES) refuse();
      }
    });
    req.on('end', () => {
      if (size > limit) refuse();
      else resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    });
    req.on('error', breakOff);
    req.on('close', () => {
      clearTimeout(timer);
      if (!req.readableEnded) breakOff();
    });
    if (req.readableEnded) resolve(EMPTY);
  });
}
