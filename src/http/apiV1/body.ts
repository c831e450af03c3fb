import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { ApiV1Body, ApiV1Form } from '../../core/apiV1.ts';
import { LimitExceeded, MAX_DEPTH } from '../../core/wire/brackets.ts';
import { jsonDepthExceeds } from '../../core/wire/depth.ts';
import { BodyError, parseMultipart, readBody } from '../body.ts';

const malformed = (cause?: unknown): BodyError =>
  new BodyError(400, 'Malformed JSON or incorrect types', { cause });

/** Types taken by a route, as the header Accept of a refusal lists them. */
export const takenTypes = ({ form }: ApiV1Body): string =>
  form ? 'application/json, multipart/form-data' : 'application/json';

/**
 * The parameters that a request's body gives. Unlike the Bitrix24 protocol this one is strict: the type
 * must be named and known, since a page of another origin can send all others without asking;
 * nothing of a broken body is used.
 *
 * @throws BodyError
 */
export async function readApiV1Body(
  req: IncomingMessage,
  body: ApiV1Body,
  bodyLimit: number,
): Promise<Record<string, unknown>> {
  const contentType = req.headers['content-type'] ?? '';
  const type = (contentType.split(';', 1)[0] as string).trim().toLowerCase();
  const isJson = type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type);
  const isForm = body.form !== undefined && type === 'multipart/form-data';
  if (type !== '' && !isJson && !isForm) throw unsupported(body);
  const bytes = await readBody(req, bodyLimit);
  if (bytes.length === 0) throw malformed();
  if (type === '') throw unsupported(body);
  return isForm
    ? readForm(bytes, contentType, body.param, body.form)
    : { [body.param]: readJson(bytes, body.type) };
}

const unsupported = (body: ApiV1Body): BodyError =>
  new BodyError(415, `The body must be ${takenTypes(body).replace(', ', ' or ')}`);

function readJson(bytes: Buffer, wanted: ApiV1Body['type']): unknown {
  if (!isUtf8(bytes)) throw malformed();
  const text = bytes.toString();
  if (jsonDepthExceeds(text, MAX_DEPTH)) {
    throw new BodyError(400, `JSON nested too deep: more than ${MAX_DEPTH} levels`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw malformed(cause);
  }
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  if (type !== wanted) throw malformed();
  return value;
}

const WHOLE = /^-?\d{1,15}$/;
const BOUNDARY = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;

async function readForm(
  bytes: Buffer,
  contentType: string,
  param: string,
  form: ApiV1Form,
): Promise<Record<string, unknown>> {
  const boundary = BOUNDARY.exec(contentType)?.slice(1).find(Boolean);
  if (boundary === undefined || !bytes.includes(`--${boundary}--`)) {
    throw new BodyError(400, 'The multipart body is not complete');
  }
  const { params, files } = await parseMultipart(bytes, contentType).catch((error: unknown) => {
    if (error instanceof LimitExceeded) throw new BodyError(400, error.message, { cause: error });
    throw error;
  });
  const fields: Record<string, unknown> = { ...params };
  for (const name of form.integers) {
    const text = fields[name];
    if (typeof text === 'string')
      fields[name] = WHOLE.test(text.trim()) ? Number(text) : text || null;
  }
  const file = files.find(({ field }) => field === form.file);
  return {
    [param]: fields,
    ...(file ? { [form.fileParam]: [file.filename, file.bytes.toString('base64')] } : {}),
  };
}
