import type { Request, Response } from 'express';
import { authBlock } from '../../auth/authBlock.ts';
import { grantTokens } from '../../auth/grants.ts';
import { failure } from '../../core/envelope.ts';
import { type RestError, systemError } from '../../core/errors.ts';
import { textOf } from '../../core/wire/params.ts';
import { readParams } from '../body.ts';
import { sendJson } from '../json.ts';
import type { OAuthOptions } from './options.ts';

/** Bytes; a request has a few tokens. */
const BODY_LIMIT = 64 * 1024;

/**
 * `/oauth/token/`, by GET with a query or POST with a form: exchanges a code, or refreshes a pair
 * (spec/core.md section 3). The answer is the whole block of tokens, not wrapped in `result`.
 */
export function createTokenEndpoint(options: OAuthOptions) {
  const { store, profile, clock, baseUrl, memberId } = options;

  const fail = (res: Response, error: RestError): void => {
    const { status, body } = failure(error, profile);
    const { error_description, ...rest } = body;
    sendJson(res, status, error_description === '' ? rest : body, { 'Cache-Control': 'no-store' });
  };

  return async (req: Request, res: Response): Promise<void> => {
    if (req.method !== 'GET' && req.method !== 'POST') {
      return fail(res, systemError('tokenRequest', { message: 'GET and POST are served here' }));
    }
    const { params } = await readParams(req, { bodyLimit: BODY_LIMIT });
    const text = (name: string): string => textOf(params[name]);
    const request = {
      grantType: text('grant_type'),
      clientId: text('client_id'),
      clientSecret: text('client_secret'),
      code: text('code'),
      refreshToken: text('refresh_token'),
      redirectUri: text('redirect_uri'),
      scope: text('scope'),
    };
    const granted = await store.write((db) =>
      grantTokens(db, request, Math.floor(clock.now() / 1000)),
    );
    if (!granted.ok) return fail(res, granted.error);
    const { ok: _, ...given } = granted;
    const block = authBlock({ ...given, baseUrl: baseUrl(req), memberId });
    sendJson(res, 200, block, { 'Cache-Control': 'no-store' });
  };
}
