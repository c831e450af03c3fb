import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { ApiV1Route } from '../../core/apiV1.ts';
import { systemError } from '../../core/errors.ts';
import type { Caller } from '../../core/method.ts';
import { RowStream } from '../../core/rowStream.ts';
import type { Credentials, Portal } from '../../portal.ts';
import { readChain } from '../chain.ts';
import type { Admit } from '../client.ts';
import type { InFlight } from '../inFlight.ts';
import { sendJson, sendRows } from '../json.ts';
import { pathSegments } from '../path.ts';
import { readApiV1Body, takenTypes } from './body.ts';
import { type ApiV1Error, apiV1Error, toApiV1Error } from './errors.ts';
import { createRouter, readAddress } from './router.ts';

export interface ApiV1Options {
  readonly portal: Portal;
  /** Bytes. */
  readonly bodyLimit: number;
  readonly inFlight: InFlight;
  readonly log: Logger;
  readonly baseUrl: (req: Request) => string;
  readonly admit: Admit;
  readonly apiV1Routes: readonly ApiV1Route[];
  /** Whether calls without a token are served. */
  readonly apiV1Anonymous: boolean;
  /** Who such calls are made as. */
  readonly internal: Caller;
}

const PREFIX = '/api/v1';
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const BEARER = /^Bearer +(\S+) *$/i;

/**
 * Whether a call without a token may be served: it was sent to this machine under a local name, so
 * that no foreign name was pointed here (DNS rebinding), and not by a page of another origin.
 */
function isLocal({ headers }: Request): boolean {
  const { host = '', origin } = headers;
  return LOCAL_HOST.test(host) && (!origin || /^https?:\/\/(.*)$/.exec(origin)?.[1] === host);
}

/** Express has no router for this: `%2F` in a segment, doubled slashes and 405 are wanted. */
export function createApiV1(options: ApiV1Options): RequestHandler {
  const { portal, bodyLimit, inFlight, baseUrl, admit, apiV1Anonymous, internal, log } = options;
  const find = createRouter(options.apiV1Routes);

  const credentialsOf = (req: Request): Credentials | ApiV1Error => {
    const { authorization } = req.headers;
    const secret = BEARER.exec(authorization ?? '')?.[1];
    if (secret !== undefined) return { kind: 'bearer', secret };
    if (authorization !== undefined || !apiV1Anonymous) return toApiV1Error(systemError('noAuth'));
    if (isLocal(req)) return { kind: 'caller', caller: internal };
    return apiV1Error(403, 'Calls without a token are served under the name localhost alone');
  };

  const fail = (res: Response, error: ApiV1Error, headers: Record<string, string> = {}): void => {
    if (res.headersSent) return void res.destroy();
    if (error.status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
    sendJson(res, error.status, error, headers);
  };

  const serve = async (
    req: Request,
    res: Response,
    route: ApiV1Route,
    values: ReadonlyMap<string, string>,
  ): Promise<void> => {
    const credentials = credentialsOf(req);
    if ('status' in credentials) return fail(res, credentials);
    const open = async () => {
      await portal.authenticate(credentials);
      return inFlight.open(res, true);
    };
    let value: unknown;
    try {
      const params = {
        ...readAddress(route, values, queryOf(req.url)),
        ...(route.body ? await readApiV1Body(req, route.body, { bodyLimit, admit: open }) : {}),
      };
      value = await portal.call({
        name: route.method,
        params,
        credentials,
        baseUrl: baseUrl(req),
        chain: readChain(req),
        streams: true,
      });
      if (value instanceof RowStream) return await sendRows(req, res, value);
    } catch (thrown) {
      const error = toApiV1Error(thrown);
      if (value instanceof RowStream) log.error({ err: thrown }, 'a list broke off');
      const taken = error.status === 415 && route.body;
      return fail(res, error, taken ? { Accept: takenTypes(taken) } : {});
    }
    if (route.status === 204) return void res.writeHead(204).end();
    const location = route.location && `${PREFIX}${route.location}/${(value as { id: number }).id}`;
    sendJson(res, route.status, value as object, location ? { Location: location } : {});
  };

  return async (req, res, next) => {
    const [api, version, ...segments] = pathSegments(req.url);
    if (api !== 'api' || version !== 'v1') return next();
    res.setHeader('X-Content-Type-Options', 'nosniff');
    try {
      admit(req);
    } catch (thrown) {
      return fail(res, toApiV1Error(thrown));
    }
    if (!isDecodable(req.url)) return fail(res, apiV1Error(400, 'The path is not valid UTF-8'));

    const match = find(segments);
    if (!match) return fail(res, apiV1Error(404, 'No such address'));
    const allow = { Allow: match.allow };
    if (req.method === 'OPTIONS') return void res.writeHead(204, allow).end();
    const route = match.byVerb.get(req.method);
    if (!route) return fail(res, apiV1Error(405, `${req.method} is not allowed here`), allow);
    if (!req.accepts('application/json')) {
      return fail(res, apiV1Error(406, 'Answers are application/json'));
    }
    await serve(req, res, route, match.values);
  };
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split(/[?#]/, 1)[0] as string);
    return true;
  } catch {
    return false;
  }
}

function queryOf(url: string): URLSearchParams {
  const mark = url.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
}
