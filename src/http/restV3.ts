import type { Request, RequestHandler, Response } from 'express';
import type { Clock } from '../core/clock.ts';
import { type RestError, systemError, toRestError } from '../core/errors.ts';
import type { Store } from '../core/store.ts';
import { LimitExceeded } from '../core/wire/brackets.ts';
import type { RawParams } from '../core/wire/params.ts';
import type { Answer, Portal } from '../portal.ts';
import { v3Error, v3Failure } from '../v3/errors.ts';
import { createIdempotency } from '../v3/idempotency.ts';
import { createJsonReader } from './body.ts';
import { readChain } from './chain.ts';
import type { Admit } from './client.ts';
import { readConnector, readCredentials } from './credentials.ts';
import type { SendFile } from './files.ts';
import type { InFlight } from './inFlight.ts';
import { sendJson } from './json.ts';
import { pathSegments } from './path.ts';
import { BodyError, type BodyOptions, readBody } from './readBody.ts';
import { HEADERS, readPath } from './rest.ts';

export interface RestV3Options {
  readonly portal: Portal;
  readonly store: Store;
  /** Bytes. */
  readonly bodyLimit: number;
  readonly inFlight: InFlight;
  readonly baseUrl: (req: Request) => string;
  readonly sendFile: SendFile;
  readonly clock: Clock;
  readonly admit: Admit;
}

/** A body and its bytes. */
interface Body {
  readonly bytes: Buffer;
  readonly value: RawParams | readonly unknown[];
}

const NONE: Body = { bytes: Buffer.alloc(0), value: {} };

/** A body that is no JSON is an error here, unlike in the older protocol; none at all is no parameters. */
async function readJson(req: Request, options: BodyOptions): Promise<Body> {
  const type = (req.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const { bytes, value } = await readBody(req, options, (head) => {
    if (head.length > 0 && type !== 'application/json' && !type.endsWith('+json')) {
      throw v3Error('invalidJson', 'The request body must be application/json');
    }
    return createJsonReader();
  });
  if (bytes.length === 0) return NONE;
  if (typeof value !== 'object' || value === null) throw v3Error('invalidJson');
  return { bytes, value: value as Body['value'] };
}

/** Names that belong to the protocol; a method never sees them. */
const RESERVED = new Set(['auth', 'access_token', 'auth_connector']);

/** Parameters of a method are objects; the commands of a batch are the body itself. */
function readParams(name: string, body: RawParams | readonly unknown[]): RawParams {
  const own = Object.entries(body).filter(([key]) => Array.isArray(body) || !RESERVED.has(key));
  if (name.toLowerCase() !== 'batch') return Object.fromEntries(own);
  const stray = own.find(([key]) => !/^\d+$/.test(key));
  if (stray) throw v3Error('invalidSelect', `A batch is a list of commands: ${stray[0]} is none`);
  return { commands: own.map(([, command]) => command) };
}

const readQuery = (url: string): RawParams => {
  const mark = url.indexOf('?');
  return mark < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(mark + 1)));
};

function toError(thrown: unknown): RestError {
  if (thrown instanceof LimitExceeded) return v3Error('invalidJson', thrown.message);
  if (!(thrown instanceof BodyError)) return toRestError(thrown);
  return thrown.status === 413
    ? v3Error('tooLarge', thrown.message)
    : v3Error('invalidJson', thrown.message);
}

/** REST 3.0: every request under `/rest/api` (spec/core.md section 11). */
export function createRestV3(options: RestV3Options): RequestHandler {
  const { portal, store, bodyLimit, inFlight, baseUrl, sendFile, admit, clock } = options;
  const idempotency = createIdempotency({ store, now: clock.now });

  const changes = (name: string): boolean =>
    name.toLowerCase() === 'batch' || portal.registry.find(name)?.method.effect === 'write';

  const send = async (req: Request, res: Response, answer: Answer) => {
    if (answer.kind === 'json') return sendJson(res, answer.status, answer.body);
    await sendFile(req, res, answer.file, 'private');
  };

  const serve = async (req: Request, res: Response, segments: readonly string[]) => {
    admit(req);
    const path = readPath(segments);
    const name = path.method.replace(/\.json$/i, '');
    if (!['GET', 'POST', 'HEAD'].includes(req.method)) throw systemError('wrongVerb');
    if (!portal.registry.find(name)) throw v3Error('methodNotFound');

    const query = readQuery(req.url);
    const open = async () => {
      const offered = readCredentials(req, query, path.credentials);
      if (offered.kind !== 'none') await portal.authenticate(offered);
      return inFlight.open(res, offered.kind !== 'none');
    };
    const { bytes, value: body } =
      req.method === 'POST' ? await readJson(req, { bodyLimit, admit: open }) : NONE;
    const credentials = readCredentials(
      req,
      { ...query, ...(Array.isArray(body) ? {} : body) },
      path.credentials,
    );
    const call = {
      name,
      params: readParams(name, body),
      credentials,
      baseUrl: baseUrl(req),
      chain: readChain(req),
      connector: Array.isArray(body) ? '' : readConnector(body as RawParams),
    };
    const key = req.headers['idempotency-key'];
    if (key === undefined || !changes(name)) return send(req, res, await portal.answer(call));

    const caller = await portal.authenticate(credentials);
    idempotency.requireKey(String(key));
    res.setHeader('Idempotency-Key', String(key));
    const { answer, replayed } = await idempotency.once(
      { key: String(key), caller, method: name.toLowerCase(), body: bytes },
      async (once) => {
        const known = { kind: 'caller', caller } as const;
        const first = await portal.answer({ ...call, credentials: known, once });
        if (first.kind === 'file') throw new Error(`${name} changes something and answers a file`);
        return first;
      },
    );
    if (replayed) res.setHeader('Idempotent-Replayed', 'true');
    sendJson(res, answer.status, answer.body);
  };

  return async (req, res, next) => {
    const [rest, api, ...segments] = pathSegments(req.url);
    if (rest?.toLowerCase() !== 'rest' || api?.toLowerCase() !== 'api') return next();
    for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
    if (req.method === 'OPTIONS') return void res.writeHead(200, { 'Content-Length': 0 }).end();
    try {
      await serve(req, res, segments);
    } catch (thrown) {
      const { status, body } = v3Failure(toError(thrown));
      if (status === 500) return next(thrown);
      sendJson(res, status, body);
    }
  };
}
