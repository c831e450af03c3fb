import { createHmac, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Identity } from './identity.ts';

/** Absolute addresses of files, for one caller. */
export interface Links {
  /**
   * `<portal>/rest/<user>/<secret>/download/?token=...`, for an app
   * `<portal>/rest/download.json?auth=...&token=...`; valid for this caller alone.
   */
  download(query: string): string;
  /** The query of a token that was signed for this caller, or undefined. */
  verify(token: string): string | undefined;
  /** The public address of a path that begins with a slash. */
  absolute(path: string): string;
}

export interface LinksOptions {
  /** Key of the signatures, the portal's own. */
  readonly key: KeyObject;
  /** Public address of the portal without a trailing slash. */
  readonly baseUrl: string;
  readonly identity: Identity;
  /** Scope that the token names. */
  readonly scope: string;
}

/** What a link is bound to, and where it begins. */
function ownerOf(identity: Identity): { owner: string; address: string } {
  switch (identity.kind) {
    case 'webhook': {
      const { userId, secret } = identity;
      return {
        owner: `webhook|${userId}|${secret}`,
        address: `/rest/${userId}/${secret}/download/?`,
      };
    }
    case 'token': {
      const { token } = identity;
      return { owner: `token|${token}`, address: `/rest/download.json?auth=${token}&` };
    }
    case 'internal':
      return { owner: 'internal', address: '/rest/download/?' };
  }
}

/**
 * Signed links as a portal makes them (spec/core.md section 9): `scope|base64(query&_=nonce)|
 * signature`. The signature covers method, scope, query and the caller's credentials, so that a
 * link dies with its webhook or access token and is of no use to another one.
 */
export function createLinks({ key, baseUrl, identity, scope }: LinksOptions): Links {
  const { owner, address } = ownerOf(identity);

  const sign = (payload: string): string =>
    createHmac('sha256', key).update(`download|${scope}|${payload}|${owner}`).digest('base64url');

  return {
    absolute: (path) => `${baseUrl}${path}`,
    download(query) {
      const nonce = randomUUID().replaceAll('-', '');
      const payload = Buffer.from(`${query}&_=${nonce}`).toString('base64');
      const token = encodeURIComponent(`${scope}|${payload}|${sign(payload)}`);
      return `${baseUrl}${address}token=${token}`;
    },
    verify(token) {
      const [tokenScope, payload, signature, ...rest] = token.split('|');
      if (tokenScope !== scope || !payload || !signature || rest.length > 0) return undefined;
      const expected = Buffer.from(sign(payload));
      const given = Buffer.from(signature);
      if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
      return Buffer.from(payload, 'base64').toString();
    },
  };
}
