import { randomBytes } from 'node:crypto';
import type { App } from '../../auth/apps.ts';
import { portalBlock } from '../../auth/authBlock.ts';
import { ACCESS_LIFETIME, type TokenPair } from '../../auth/tokens.ts';

export interface AppFormOptions {
  readonly app: App;
  readonly pair: TokenPair;
  /** Address of the app's page. */
  readonly handler: string;
  /** Public address of the portal, without a trailing slash. */
  readonly baseUrl: string;
  readonly memberId: string;
}

/** A form as the browser sends it to an app. */
export interface AppForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * How a portal opens an app: the portal in the query, the tokens in the body (spec/core.md section 3,
 * spec/clients.md section 1). Apps are told `DEFAULT` where they were opened by themselves.
 */
export function appForm({ app, pair, handler, baseUrl, memberId }: AppFormOptions): AppForm {
  const { domain, server_endpoint, member_id } = portalBlock({ baseUrl, memberId });
  const action = new URL(handler);
  const query = {
    DOMAIN: domain,
    PROTOCOL: baseUrl.startsWith('https:') ? '1' : '0',
    LANG: 'en',
    APP_SID: randomBytes(16).toString('hex'),
  };
  for (const [name, value] of Object.entries(query)) action.searchParams.set(name, value);
  return {
    action: action.href,
    fields: {
      AUTH_ID: pair.accessToken,
      AUTH_EXPIRES: String(ACCESS_LIFETIME),
      REFRESH_ID: pair.refreshToken ?? '',
      SERVER_ENDPOINT: server_endpoint,
      APPLICATION_TOKEN: app.applicationToken,
      APPLICATION_SCOPE: app.scopes,
      member_id,
      status: 'L',
      PLACEMENT: 'DEFAULT',
      PLACEMENT_OPTIONS: '{}',
    },
  };
}
