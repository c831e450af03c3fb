import { ACCESS_LIFETIME, type TokenPair } from './tokens.ts';

/** What names the portal to an app. */
export interface PortalBlock {
  /** Host and port of the portal. */
  readonly domain: string;
  /** Where tokens are refreshed: `<portal>/oauth-server/rest/`. */
  readonly server_endpoint: string;
  /** Where methods are called: `<portal>/rest/`. */
  readonly client_endpoint: string;
  /** 32 hexadecimal digits that name the portal. */
  readonly member_id: string;
}

/** What an app gets with its tokens. */
export interface AuthBlock extends PortalBlock {
  readonly access_token: string;
  readonly refresh_token?: string;
  /** Seconds since 1970. */
  readonly expires: number;
  /** Seconds. */
  readonly expires_in: number;
  /** Separated by commas. */
  readonly scope: string;
  /** `L`: a local app. */
  readonly status: 'L';
  readonly user_id: number;
}

export interface PortalBlockOptions {
  /** Public address of the portal, without a trailing slash. */
  readonly baseUrl: string;
  readonly memberId: string;
}

export interface AuthBlockOptions extends PortalBlockOptions {
  /** What was given, separated by commas. */
  readonly scopes: string;
  readonly pair: TokenPair;
  readonly userId: number;
}

/** The prefix of the authorization server's own addresses. */
export const AUTH_SERVER = 'oauth-server';

/**
 * The two endpoints differ, since `app.info` answers otherwise at each (spec/core.md section 3). An
 * event without a user's token carries this alone.
 */
export const portalBlock = ({ baseUrl, memberId }: PortalBlockOptions): PortalBlock => ({
  domain: new URL(baseUrl).host,
  server_endpoint: `${baseUrl}/${AUTH_SERVER}/rest/`,
  client_endpoint: `${baseUrl}/rest/`,
  member_id: memberId,
});

/** The answer of the token endpoint, and the field `auth` of an event (spec/core.md section 8). */
export const authBlock = ({ scopes, pair, userId, ...portal }: AuthBlockOptions): AuthBlock => ({
  access_token: pair.accessToken,
  ...(pair.refreshToken === undefined ? {} : { refresh_token: pair.refreshToken }),
  expires: pair.expires,
  expires_in: ACCESS_LIFETIME,
  scope: scopes,
  ...portalBlock(portal),
  status: 'L',
  user_id: userId,
});
