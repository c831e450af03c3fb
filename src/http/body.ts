import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { LimitExceeded, MAX_DEPTH, MAX_WIDTH, type Params } from '../core/wire/brackets.ts';
import { createJsonGauge } from '../core/wire/jsonGauge.ts';
import {
  createUrlencodedReader,
  parseBrackets,
  parseLongBrackets,
} from '../core/wire/urlencoded.ts';
import { createMultipartReader, isMultipart, type UploadedFile } from './multipart.ts';
import { BodyError, type BodyOptions, type BodyReader, type Hold, readBody } from './readBody.ts';

/** `json` tells that the body was a JSON object or array. */
export type RequestParams = { params: Params; files: UploadedFile[]; json: boolean };

export interface ParamsOptions extends Pick<BodyOptions, 'bodyLimit'> {
  /** BodyOptions.admit, told the parameters of the query. */
  readonly admit?: (query: Params) => Promise<Hold>;
}

const NONE: RequestParams = { params: {}, files: [], json: false };

/**
 * The parameters of a call, body over query by top-level name (spec/core.md section 2). Reads the
 * body itself, for POST alone. Invalid JSON is no error, as on a portal: the query stays. Throws
 * BodyError and what `admit` throws.
 */
export async function readParams(
  req: IncomingMessage,
  { bodyLimit, admit }: ParamsOptions,
): Promise<RequestParams> {
  try {
    const query = queryOf(req);
    if (req.method !== 'POST') return { ...NONE, params: query() };
    const asked = admit && (() => admit(query()));
    const open = (head: Buffer) => openReader(req.headers['content-type'] ?? '', head);
    const body = await readBody(req, { bodyLimit, admit: asked }, open);
    return { ...body, params: Object.assign(query(), body.params) };
  } catch (error) {
    if (error instanceof LimitExceeded) throw new BodyError(400, error.message, { cause: error });
    throw error;
  }
}

/** Split by hand: `new URL('//rest/x')` would read a host. */
const queryOf =
  ({ url = '' }: IncomingMessage) =>
  (): Params => {
    const mark = url.indexOf('?');
    return parseBrackets(mark < 0 ? '' : url.slice(mark + 1));
  };

/** How a body is read, by its type and its first bytes. */
function openReader(contentType: string, head: Buffer): BodyReader<RequestParams> {
  if (head.length === 0) return noReader;
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  if (type === 'application/json' || type.endsWith('+json')) return jsonParams(async () => NONE);
  if (type === '' && /^\s*[{[]/.test(head.toString('latin1', 0, 64))) {
    return jsonParams(async (bytes) => ({ ...NONE, params: await parseLongBrackets(bytes) }));
  }
  if (type === 'multipart/form-data' && isMultipart(contentType, head)) {
    return multipartParams(contentType);
  }
  return formParams();
}

const noReader: BodyReader<RequestParams> = { take() {}, end: () => NONE };

/** `fallback` is what JSON that is none is read as. */
function jsonParams(
  fallback: (bytes: Buffer) => Promise<RequestParams>,
): BodyReader<RequestParams> {
  const reader = createJsonReader();
  return {
    take: reader.take,
    async end(turn) {
      const { bytes, value } = await reader.end(turn);
      if (typeof value === 'object' && value !== null) {
        return { params: value as Params, files: [], json: true };
      }
      return fallback(bytes);
    },
  };
}

function formParams(): BodyReader<RequestParams> {
  const reader = createUrlencodedReader();
  return { take: reader.take, end: () => ({ ...NONE, params: reader.end() }) };
}

function multipartParams(contentType: string): BodyReader<RequestParams> {
  const reader = createMultipartReader(contentType);
  return {
    take: reader.take,
    async end(turn) {
      const { params, files } = await reader.end(turn);
      return { params, files, json: false };
    },
  };
}

/**
 * The value of a JSON text, undefined for what PHP's json_decode refuses, and its bytes. Refuses too
 * many values and too many levels while the bytes arrive, before anything is parsed.
 */
export function createJsonReader(): BodyReader<{ bytes: Buffer; value: unknown }> {
  const chunks: Buffer[] = [];
  const gauge = createJsonGauge();
  return {
    take(bytes) {
      gauge.take(bytes);
      if (gauge.deepest > MAX_DEPTH) {
        throw new LimitExceeded(`JSON nested too deep: more than ${MAX_DEPTH} levels`);
      }
      if (gauge.values > MAX_WIDTH) {
        throw new LimitExceeded(`Too many parameters: more than ${MAX_WIDTH}`);
      }
      chunks.push(bytes);
    },
    async end(turn) {
      await turn();
      const bytes = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
      chunks.length = 0;
      await turn();
      if (!isUtf8(bytes)) return { bytes, value: undefined };
      const text = bytes.toString();
      await turn();
      return { bytes, value: parsed(text) };
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
