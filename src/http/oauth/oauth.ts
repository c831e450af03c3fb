import type { RequestHandler } from 'express';
import { failure } from '../../core/envelope.ts';
import { systemError, toRestError } from '../../core/errors.ts';
import { readParams } from '../body.ts';
import type { Admit } from '../client.ts';
import { readToken } from '../credentials.ts';
import { sendJson } from '../json.ts';
import { BodyError } from '../readBody.ts';
import { findAddress } from './address.ts';
import type { AppInfo } from './appInfo.ts';
import { createAuthorize } from './authorize.ts';
import type { OAuthOptions } from './options.ts';
import { style } from './style.ts';
import { createTokenEndpoint } from './token.ts';

/** Bytes. */
const BODY_LIMIT = 64 * 1024;

/** The authorization server: consent, tokens, and whose a token is. */
export function createOAuth(
  options: OAuthOptions & { appInfo: AppInfo; admit: Admit },
): RequestHandler {
  const { profile, log, appInfo, admit } = options;
  const authorize = createAuthorize(options);
  const token = createTokenEndpoint(options);

  return async (req, res, next) => {
    const address = findAddress(req);
    if (!address) return next();
    res.setHeader('X-Content-Type-Options', 'nosniff');
    try {
      if (address.kind !== 'style') admit(req);
      switch (address.kind) {
        case 'authorize':
        case 'app':
          return await authorize(req, res, { kind: address.kind, root: address.root });
        case 'token':
          res.setHeader('Access-Control-Allow-Origin', '*');
          return await token(req, res);
        case 'appInfo': {
          const { params } = await readParams(req, { bodyLimit: BODY_LIMIT });
          const { status, body } = await appInfo(req, readToken(req, params));
          return sendJson(res, status, body);
        }
        case 'style':
          return void res
            .writeHead(200, {
              'Content-Type': 'text/css; charset=utf-8',
              'Cache-Control': 'public, max-age=3600',
            })
            .end(style);
      }
    } catch (thrown) {
      const unreadable = thrown instanceof BodyError;
      if (!unreadable) log.error({ err: thrown }, 'authorization failed');
      const error = unreadable
        ? systemError('tokenRequest', { message: thrown.message })
        : toRestError(thrown);
      const { status, body } = failure(error, profile);
      sendJson(res, status, body);
    }
  };
}
