import type { IncomingMessage } from 'node:http';
import type { ApiV1Body, ApiV1Form } from '../../core/apiV1.ts';
import { LimitExceeded } from '../../core/wire/brackets.ts';
import { createJsonReader } from '../body.ts';
import { createMultipartReader, isMultipart, type MultipartForm } from '../multipart.ts';
import { BodyError, type BodyOptions, readBody } from '../readBody.ts';

const malformed = (): BodyError => new BodyError(400, 'Malformed JSON or incorrect types');

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
  options: BodyOptions,
): Promise<Record<string, unknown>> {
  const contentType = req.headers['content-type'] ?? '';
  const type = (contentType.split(';', 1)[0] as string).trim().toLowerCase();
  const isJson = type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type);
  const { param, form } = body;
  const isForm = form !== undefined && type === 'multipart/form-data';
  if (type !== '' && !isJson && !isForm) throw unsupported(body);
  try {
    if (isForm) {
      const given = await readBody(req, options, (head) => {
        if (head.length === 0) throw malformed();
        if (!isMultipart(contentType, head)) throw incomplete();
        return createMultipartReader(contentType);
      });
      return readForm(given, param, form);
    }
    const { bytes, value } = await readBody(req, options, createJsonReader);
    if (bytes.length === 0) throw malformed();
    if (type === '') throw unsupported(body);
    if (typeOf(value) !== body.type) throw malformed();
    return { [param]: value };
  } catch (error) {
    if (error instanceof LimitExceeded) throw new BodyError(400, error.message, { cause: error });
    throw error;
  }
}

const unsupported = (body: ApiV1Body): BodyError =>
  new BodyError(415, `The body must be ${takenTypes(body).replace(', ', ' or ')}`);

const incomplete = (): BodyError => new BodyError(400, 'The multipart body is not complete');

const typeOf = (value: unknown): string =>
  Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;

const WHOLE = /^-?\d{1,15}$/;

function readForm(
  { params, files, complete }: MultipartForm,
  param: string,
  form: ApiV1Form,
): Record<string, unknown> {
  if (!complete) throw incomplete();
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
