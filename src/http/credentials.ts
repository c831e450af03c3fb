import type { IncomingMessage } from 'node:http';
import type { RawParams } from '../core/wire/params.ts';
import type { Credentials } from '../portal.ts';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The access token of a request: header, `auth`, `access_token`, in this order (spec/core.md section 3). */
export const readToken = (req: IncomingMessage, params: RawParams): string | undefined =>
  /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? '')?.[1] ??
  text(params.auth) ??
  text(params.access_token);

/** Characters of the name that the part of an app gives itself; more are cut off. */
const MAX_CONNECTOR = 255;

/** The part of an app that calls (`auth_connector`). */
export const readConnector = (params: RawParams): string =>
  text(params.auth_connector)?.slice(0, MAX_CONNECTOR) ?? '';

/** The credentials of a request; a token comes before a webhook, wherever that stands. */
export function readCredentials(
  req: IncomingMessage,
  params: RawParams,
  inPath: Credentials,
): Credentials {
  const token = readToken(req, params);
  if (token !== undefined) return { kind: 'token', token };
  const user = text(params.aplogin);
  const secret = text(params.ap);
  return user && secret ? { kind: 'webhook', user, secret } : inPath;
}
