import type { Request, RequestHandler, Response } from 'express';
import { failure } from '../core/envelope.ts';
import { type Profile, systemError, toRestError } from '../core/errors.ts';
import type { RawParams } from '../core/params.ts';
import type { Credentials, Portal } from '../portal.ts';
import { BodyError, readParams } from './body.ts';
import type { SendFile } from './files.ts';
import { sendJson } from './json.ts';
import { pathSegments } from './path.ts';

export interface RestOptions {
  readonly portal: Portal;
  readonly profile: Profile;
  /** Bytes. */
  readonly bodyLimit: number;
  readonly baseUrl: (req: Request) => string;
  readonly sendFile: SendFile;
}

/** On every answer of the protocol (spec/core.md section 1). */
const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'origin, content-type, accept, authorization',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** `/rest/{user}/{secret}/{method}` and `/rest/{method}`, told apart by the number of segments. */
function readPath(segments: readonly string[]): { method: string; credentials: Credentials } {
  if (segments.length <= 1 || (segments.length === 2 && !/^\d+$/.test(segments[0] as string))) {
    return { method: segments.join('/'), credentials: { kind: 'none' } };
  }
  const [user, secret, ...method] = segments as [string, string, ...string[]];
  return { method: method.join('/'), credentials: { kind: 'webhook', user, secret } };
}

const withoutFormat = (method: string): string => method.replace(/\.json$/i, '');

/** The method's name, which `/rest/?method=` gives as a parameter. */
const methodName = (inPath: string, params: RawParams): string =>
  withoutFormat(inPath === '' && typeof params.method === 'string' ? params.method : inPath);

/** The Bitrix24 face: every request under `/rest`. */
export function createRest(options: RestOptions): RequestHandler {
  const { portal, profile, bodyLimit, baseUrl, sendFile } = options;

  const fail = (res: Response, thrown: unknown): void => {
    const error =
      thrown instanceof BodyError
        ? systemError(thrown.status === 413 ? 'tooLarge' : 'invalidRequest', {
            message: thrown.message,
          })
        : toRestError(thrown);
    const { status, body } = failure(error, profile);
    sendJson(res, status, body);
  };

  return async (req, res, next) => {
    const segments = pathSegments(req.url);
    if (segments[0]?.toLowerCase() !== 'rest') return next();
    for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
    if (req.method === 'OPTIONS') return void res.writeHead(200, { 'Content-Length': 0 }).end();

    const { method, credentials } = readPath(segments.slice(1));
    let params: RawParams;
    try {
      if (!['GET', 'POST', 'HEAD'].includes(req.method)) throw systemError('wrongVerb');
      ({ params } = await readParams(req, { bodyLimit }));
    } catch (error) {
      return fail(res, error);
    }
    const answer = await portal.answer({
      name: methodName(method, params),
      params,
      credentials,
      baseUrl: baseUrl(req),
    });
    if (answer.kind === 'json') return sendJson(res, answer.status, answer.body);
    try {
      await sendFile(req, res, answer.file, 'private');
    } catch (error) {
      fail(res, error);
    }
  };
}
