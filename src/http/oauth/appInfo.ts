import type { Request } from 'express';
import { AUTH_SERVER } from '../../auth/authBlock.ts';
import { authenticateToken } from '../../auth/tokens.ts';
import { failure, success } from '../../core/envelope.ts';
import { systemError, toRestError } from '../../core/errors.ts';
import { isoTime } from '../../core/wire/time.ts';
import type { OAuthOptions } from './options.ts';

/** An answer of the protocol. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: object;
}

/** `app.info` of the authorization server, which tells whose a token is. */
export type AppInfo = (req: Request, token: string | undefined) => Promise<JsonAnswer>;

/**
 * Another shape than the portal's method of the same name (spec/clients.md section 1): SDKs ask here
 * whether a token that they were sent is real.
 */
export function createAppInfo(options: OAuthOptions): AppInfo {
  const { store, profile, clock, baseUrl, memberId, log } = options;

  const describe = async (req: Request, token: string) => {
    const seconds = Math.floor(clock.now() / 1000);
    const { identity, scopes } = await authenticateToken(store.reader, token, seconds);
    if (identity.kind !== 'token') throw systemError('invalidToken');
    const { appId, userId, expires } = identity;
    const app = await store.reader.query
      .selectFrom('app')
      .select(['clientId', 'scopes', 'installed', 'version', 'handlerUrl', 'redirectUri'])
      .where('id', '=', appId)
      .executeTakeFirstOrThrow();
    const base = baseUrl(req);
    return {
      client_id: app.clientId,
      scope: [...scopes].join(','),
      expires: isoTime(expires),
      user_id: userId,
      install: {
        installed: app.installed === 'Y',
        version: String(app.version),
        status: 'L',
        scope: app.scopes,
        domain: new URL(base).host,
        uri: app.handlerUrl ?? app.redirectUri ?? '',
        client_endpoint: `${base}/rest/`,
        server_endpoint: `${base}/${AUTH_SERVER}/rest/`,
        member_id: memberId,
        member_type: 'portal',
      },
    };
  };

  return async (req, token) => {
    const start = clock.now();
    const begun = clock.monotonic();
    try {
      if (token === undefined) throw systemError('noAuth');
      const result = await describe(req, token);
      const timing = { start, waited: 0, duration: clock.monotonic() - begun };
      return { status: 200, body: success(result, timing, profile) };
    } catch (thrown) {
      const error = toRestError(thrown);
      if (error.code === 'INTERNAL_SERVER_ERROR')
        log.error({ err: error.cause }, 'app.info failed');
      return failure(error, profile);
    }
  };
}
