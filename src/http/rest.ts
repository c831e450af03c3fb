import type { Request, RequestHandler, Response } from 'express';
import { failure } from '../core/envelope.ts';
import { type Profile, systemError, toRestError } from '../core/errors.ts';
import type { Params } from '../core/wire/brackets.ts';
import type { RawParams } from '../core/wire/params.ts';
import type { Credentials, Portal } from '../portal.ts';
import { readParams } from './body.ts';
import { readChain } from './chain.ts';
import type { Admit } from './client.ts';
import { readConnector, readCredentials, readToken } from './credentials.ts';
import type { SendFile } from './files.ts';
import type { InFlight } from './inFlight.ts';
import { sendJson } from './json.ts';
import type { AppInfo } from './oauth/appInfo.ts';
import { pathSegments } from './path.ts';
import { BodyError } from './readBody.ts';
import { sendXml } from './xml.ts';

export interface RestOptions {
  readonly portal: Portal;
  readonly profile: Profile;
  /** Bytes. */
  readonly bodyLimit: number;
  readonly inFlight: InFlight;
  readonly baseUrl: (req: Request) => string;
  readonly sendFile: SendFile;
  readonly admit: Admit;
  /** What the authorization server answers to `app.info`. */
  readonly appInfo: AppInfo;
}

/** On every answer of the protocol (spec/core.md section 1). */
export const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'origin, content-type, accept, authorization',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** What the path of a request tells. */
interface Path {
  readonly method: string;
  readonly credentials: Credentials;
}

/** `/rest/{user}/{secret}/{method}` and `/rest/{method}`, told apart by the number of segments. */
export function readPath(segments: readonly string[]): Path {
  if (segments.length <= 1 || (segments.length === 2 && !/^\d+$/.test(segments[0] as string))) {
    return { method: segments.join('/'), credentials: { kind: 'none' } };
  }
  const [user, secret, ...method] = segments as [string, string, ...string[]];
  return { method: method.join('/'), credentials: { kind: 'webhook', user, secret } };
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Names that belong to the protocol; a method never sees them (spec/core.md section 2). */
const RESERVED = [
  'auth',
  'access_token',
  'auth_connector',
  'aplogin',
  'ap',
  'sessid',
  'method',
  'state',
  'bx24_request_id',
  'bx24_sdk_ver',
  'bx24_sdk_type',
];

/** Takes them out of the very object: a copy of the most parameters there may be takes its time. */
function dropReserved(params: Record<string, unknown>): void {
  for (const name of RESERVED) delete params[name];
}

const FORMAT = /\.(json|xml)$/i;

/** The method's name, which `/rest/?method=` gives as a parameter, and the format of its answer. */
function readName(inPath: string, params: RawParams): { name: string; xml: boolean } {
  const name = inPath === '' ? (text(params.method) ?? '') : inPath;
  return { name: name.replace(FORMAT, ''), xml: /\.xml$/i.test(name) };
}

/** The Bitrix24 protocol: every request under `/rest`. */
export function createRest(options: RestOptions): RequestHandler {
  const { portal, profile, bodyLimit, inFlight, baseUrl, sendFile, admit, appInfo } = options;

  const send = (res: Response, xml: boolean, status: number, body: object) =>
    xml ? sendXml(res, status, body) : sendJson(res, status, body);

  const fail = (res: Response, xml: boolean, thrown: unknown) => {
    const error =
      thrown instanceof BodyError
        ? systemError(thrown.status === 413 ? 'tooLarge' : 'invalidRequest', {
            message: thrown.message,
          })
        : toRestError(thrown);
    const { status, body } = failure(error, profile);
    return send(res, xml, status, body);
  };

  /** Whether path, header or query prove who asks; rejects where they try to and do not. */
  const proves = async (req: Request, path: Path, query: RawParams): Promise<boolean> => {
    const { name } = readName(path.method, query);
    if (name !== '' && !portal.registry.find(name)) throw systemError('methodNotFound');
    const credentials = readCredentials(req, query, path.credentials);
    if (credentials.kind === 'none') return false;
    await portal.authenticate(credentials);
    return true;
  };

  return async (req, res, next) => {
    const segments = pathSegments(req.url);
    if (segments[0]?.toLowerCase() !== 'rest') return next();
    for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
    if (req.method === 'OPTIONS') return void res.writeHead(200, { 'Content-Length': 0 }).end();

    const path = readPath(segments.slice(1));
    let params: Params;
    try {
      admit(req);
      if (!['GET', 'POST', 'HEAD'].includes(req.method)) throw systemError('wrongVerb');
      ({ params } = await readParams(req, {
        bodyLimit,
        admit: async (query) => inFlight.open(res, await proves(req, path, query)),
      }));
    } catch (error) {
      return fail(res, readName(path.method, {}).xml, error);
    }
    const { name, xml } = readName(path.method, params);
    if (name.toLowerCase() === 'app.info' && 'IS_NEED_OAUTH_SECURE_CHECK' in params) {
      const { status, body } = await appInfo(req, readToken(req, params));
      return sendJson(res, status, body);
    }
    const credentials = readCredentials(req, params, path.credentials);
    const connector = readConnector(params);
    dropReserved(params);
    const answer = await portal.answer({
      name,
      params,
      credentials,
      baseUrl: baseUrl(req),
      connector,
      chain: readChain(req),
    });
    if (answer.kind === 'json') return send(res, xml, answer.status, answer.body);
    try {
      await sendFile(req, res, answer.file, 'private');
    } catch (error) {
      await fail(res, xml, error);
    }
  };
}
