import { timingSafeEqual } from 'node:crypto';
import { RestError, systemError } from '../core/errors.ts';
import type { Db } from '../core/store.ts';
import { type App, admits, findApp } from './apps.ts';
import { findCode, useCode } from './codes.ts';
import { type Refreshed, refreshPair } from './refresh.ts';
import { keptScopes, narrowed, scopesOf } from './scopes.ts';
import { hashSecret } from './secrets.ts';
import { mintTokens, newFamily, revokeFamily } from './tokens.ts';
import { findUser } from './users.ts';

/** A request at the token endpoint. Parameters are texts; what is absent is ''. */
export interface TokenRequest {
  readonly grantType: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly code: string;
  readonly refreshToken: string;
  readonly redirectUri: string;
  /** Scopes separated by commas; '' asks for all of the app. */
  readonly scope: string;
}

/** What a request was granted. A refusal is a value: what it revokes has to be committed. */
export type Granted =
  | ({ readonly ok: true } & Refreshed)
  | { readonly ok: false; readonly error: RestError };

const refused = (error: RestError): Granted => ({ ok: false, error });
const invalidGrant = (): Granted => refused(systemError('tokenGrant'));

/** A parameter that the request lacks; in the words that the SDKs know. */
const absent = (name: string): RestError =>
  systemError('tokenRequest', { message: `No "${name}" parameter found` });

const isSecretOf = (app: App, secret: string): boolean =>
  timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(app.secretHash));

/** Exchanges a code, or refreshes a pair. `now` in seconds. */
export async function grantTokens(db: Db, request: TokenRequest, now: number): Promise<Granted> {
  const { grantType, clientId, clientSecret } = request;
  if (grantType === '') return refused(absent('grant_type'));
  if (clientId === '') return refused(absent('client_id'));
  const app = await findApp(db, clientId);
  if (!app) return refused(systemError('wrongClient'));
  if (!isSecretOf(app, clientSecret)) return refused(systemError('tokenClient'));
  if (app.active !== 'Y') return refused(systemError('notInstalled'));
  const scopes = scopesOf(app.scopes);
  if (!scopesOf(request.scope).every((scope) => scopes.includes(scope))) {
    return refused(systemError('tokenScope'));
  }

  switch (grantType) {
    case 'authorization_code':
      return request.code === '' ? refused(absent('code')) : exchangeCode(db, app, request, now);
    case 'refresh_token':
      return request.refreshToken === ''
        ? refused(absent('refresh_token'))
        : refresh(db, app, request, now);
    default:
      return refused(systemError('tokenRequest', { message: 'Unknown "grant_type"' }));
  }
}

const mayUse = async (db: Db, app: App, userId: number): Promise<boolean> =>
  (await findUser(db, userId))?.active === 'Y' && admits(app, userId);

/** A code is good once; a second use means that it was stolen, and ends what it gave. */
async function exchangeCode(
  db: Db,
  app: App,
  { code, redirectUri, scope }: TokenRequest,
  now: number,
): Promise<Granted> {
  const row = await findCode(db, app, code);
  if (!row) return invalidGrant();
  if (row.family !== null) {
    await revokeFamily(db, row.family);
    return invalidGrant();
  }
  if (row.expireTime <= now || (redirectUri !== '' && redirectUri !== app.redirectUri)) {
    return invalidGrant();
  }
  const { userId } = row;
  if (!(await mayUse(db, app, userId))) return invalidGrant();
  const given = keptScopes(app, row.scopes, scope);
  if (given === '') return refused(systemError('tokenScope'));
  const family = newFamily();
  await useCode(db, row.codeHash, family);
  const pair = await mintTokens(db, { appId: app.id, userId, now, family, scopes: given });
  return { ok: true, userId, pair, scopes: narrowed(app.scopes, given) };
}

async function refresh(
  db: Db,
  app: App,
  { refreshToken, scope }: TokenRequest,
  now: number,
): Promise<Granted> {
  const asked = { app, refreshToken, scope, now };
  const admitted = (userId: number) => mayUse(db, app, userId);
  const refreshed = await refreshPair(db, { ...asked, admitted });
  if (refreshed instanceof RestError) return refused(refreshed);
  return { ok: true, ...refreshed };
}
