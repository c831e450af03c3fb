import type { App } from './apps.ts';
import { ACCESS_LIFETIME, type TokenPair } from './tokens.ts';

/** What an app learns of its portal with every token and every event. */
export interface AuthBlock {
  readonly access_token?: string;
  readonly refresh_token?: string;
  /** Seconds since 1970. */
  readonly expires?: number;
  /** Seconds. */
  readonly expires_in?: number;
  /** Separated by commas. */
  readonly scope: string;
  /** Host and port of the portal. */
  readonly domain: string;
  /** Where tokens are refreshed: `<portal>/oauth-server/rest/`. */
  readonly server_endpoint: string;
  /** `L`: a local app. */
  readonly status: 'L';
  /** Where methods are called: `<portal>/rest/`. */
  readonly client_endpoint: string;
  /** 32 hexadecimal digits that name the portal. */
  readonly member_id: string;
  readonly user_id: number;
}

export interface AuthBlockOptions {
  readonly app: Pick<App, 'scopes'>;
  /** Without one, the block names the portal alone. */
  readonly pair: TokenPair | undefined;
  readonly userId: number;
  /** Public address of the portal, without a trailing slash. */
  readonly baseUrl: string;
  readonly memberId: string;
}

/** The prefix of the authorization server's own addresses. */
export const AUTH_SERVER = 'oauth-server';

/**
 * The answer of the token endpoint, and the field `auth` of an event. The two endpoints differ, since
 * `app.info` answers otherwise at each (spec/core.md sections 3 and 8).
 */
export function authBlock(options: AuthBlockOptions): AuthBlock {
  const { app, pair, userId, baseUrl, memberId } = options;
  const tokens = pair && {
    access_token: pair.accessToken,
    ...(pair.refreshToken === undefined ? {} : { refresh_token: pair.refreshToken }),
    expires: pair.expires,
    expires_in: ACCESS_LIFETIME,
  };
  return {
    ...tokens,
    scope: app.scopes,
    domain: new URL(baseUrl).host,
    server_endpoint: `${baseUrl}/${AUTH_SERVER}/rest/`,
    status: 'L',
    client_endpoint: `${baseUrl}/rest/`,
    member_id: memberId,
    user_id: userId,
  };
}
