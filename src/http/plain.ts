import type { Request, RequestHandler, Response } from 'express';
import { systemError } from '../core/errors.ts';
import type { Caller } from '../core/method.ts';
import type { PlainRoute } from '../core/plain.ts';
import type { Credentials, Portal } from '../portal.ts';
import { sendJson } from './json.ts';
import { pathSegments } from './path.ts';
import { readPlainBody, takenTypes } from './plain-body.ts';
import { type PlainError, plainError, toPlainError } from './plain-errors.ts';
import { createRouter, readAddress } from './plain-router.ts';

export interface PlainOptions {
  readonly portal: Portal;
  /** Bytes. */
  readonly bodyLimit: number;
  readonly baseUrl: (req: Request) => string;
  readonly plainRoutes: readonly PlainRoute[];
  /** Whether calls without a token are served. */
  readonly plainAnonymous: boolean;
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
export function createPlain(options: PlainOptions): RequestHandler {
  const { portal, bodyLimit, baseUrl, plainAnonymous, internal } = options;
  const find = createRouter(options.plainRoutes);

  const credentialsOf = (req: Request): Credentials | PlainError => {
    const { authorization } = req.headers;
    const secret = BEARER.exec(authorization ?? '')?.[1];
    if (secret !== undefined) return { kind: 'bearer', secret };
    if (authorization !== undefined || !plainAnonymous) return toPlainError(systemError('noAuth'));
    if (isLocal(req)) return { kind: 'caller', caller: internal };
    return plainError(403, 'Calls without a token are served under the name localhost alone');
  };

  const fail = (res: Response, error: PlainError, headers: Record<string, string> = {}): void => {
    if (error.status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
    sendJson(res, error.status, error, headers);
  };

  const serve = async (
    req: Request,
    res: Response,
    route: PlainRoute,
    values: ReadonlyMap<string, string>,
  ): Promise<void> => {
    const credentials = credentialsOf(req);
    if ('status' in credentials) return fail(res, credentials);
    let value: unknown;
    try {
      const params = {
        ...readAddress(route, values, queryOf(req.url)),
        ...(route.body ? await readPlainBody(req, route.body, bodyLimit) : {}),
      };
      value = await portal.call({ name: route.method, params, credentials, baseUrl: baseUrl(req) });
    } catch (thrown) {
      const error = toPlainError(thrown);
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
    if (!isDecodable(req.url)) return fail(res, plainError(400, 'The path is not valid UTF-8'));

    const match = find(segments);
    if (!match) return fail(res, plainError(404, 'No such address'));
    const allow = { Allow: match.allow };
    if (req.method === 'OPTIONS') return void res.writeHead(204, allow).end();
    const route = match.byVerb.get(req.method);
    if (!route) return fail(res, plainError(405, `${req.method} is not allowed here`), allow);
    if (!req.accepts('application/json')) {
      return fail(res, plainError(406, 'Answers are application/json'));
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
