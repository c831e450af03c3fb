import type { IncomingMessage } from 'node:http';
import { AUTH_SERVER } from '../../auth/authBlock.ts';
import { pathSegments } from '../path.ts';

/** What an address of the authorization server serves. */
export interface OAuthAddress {
  readonly kind: 'authorize' | 'app' | 'token' | 'style' | 'appInfo';
  /** Path that its cookies are kept to. */
  readonly root: string;
}

const kinds: Readonly<Record<string, OAuthAddress['kind']>> = {
  'oauth/authorize': 'authorize',
  'oauth/app': 'app',
  'oauth/token': 'token',
  'rest/oauth/token': 'token',
  'oauth/style.css': 'style',
};

/**
 * Finds what a request asks of the authorization server. It has a prefix of its own, under which it
 * also answers `app.info`; the other addresses are the portal's too, since clients make them of
 * whichever they know (spec/clients.md section 1). A host `oauth.*` is the server itself.
 */
export function findAddress(req: IncomingMessage): OAuthAddress | undefined {
  const segments = pathSegments(req.url ?? '').map((segment) => segment.toLowerCase());
  const prefixed = segments[0] === AUTH_SERVER;
  const path = segments.slice(prefixed ? 1 : 0).join('/');
  const root = prefixed ? `/${AUTH_SERVER}` : '/oauth';
  const kind = kinds[path];
  if (kind) return { kind, root };
  const own = prefixed || req.headers.host?.toLowerCase().startsWith('oauth.');
  return own && /^rest\/app\.info(\.json)?$/.test(path) ? { kind: 'appInfo', root } : undefined;
}
