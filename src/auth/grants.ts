import { timingSafeEqual } from 'node:crypto';
import { type RestError, systemError } from '../core/errors.ts';
import type { Db } from '../core/store.ts';
import { type App, admits, findApp } from './apps.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { mintTokens, newFamily, revokeFamily, type TokenPair } from './tokens.ts';
import { findUser } from './users.ts';

/** Seconds in which a code must be exchanged (spec/core.md section 3). */
const CODE_LIFETIME = 30;
/** Seconds for which a used code is cacheUntilCommit, to notice a second use. */
const CODE_MEMORY = 24 * 3600;

/** Makes a code for tokens of the user, and forgets old ones. `now` in seconds. */
export async function createCode(
  { query }: Db,
  { app, userId, now }: { app: Pick<App, 'id'>; userId: number; now: number },
): Promise<string> {
  const code = newSecret(35);
  await query
    .deleteFrom('authCode')
    .where('expireTime', '<', now - CODE_MEMORY)
    .execute();
  await query
    .insertInto('authCode')
    .values({
      codeHash: hashSecret(code),
      appId: app.id,
      userId,
      expireTime: now + CODE_LIFETIME,
      family: null,
    })
    .execute();
  return code;
}

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
  | { readonly ok: true; readonly app: App; readonly userId: number; readonly pair: TokenPair }
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
  const scopes = app.scopes.split(',');
  const wanted = request.scope.split(/[\s,]+/).filter((scope) => scope !== '');
  if (!wanted.every((scope) => scopes.includes(scope))) return refused(systemError('tokenScope'));

  switch (grantType) {
    case 'authorization_code':
      return request.code === ''
        ? refused(absent('code'))
        : exchangeCode(db, app, request.code, request.redirectUri, now);
    case 'refresh_token':
      return request.refreshToken === ''
        ? refused(absent('refresh_token'))
        : refreshPair(db, app, request.refreshToken, now);
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
  code: string,
  redirectUri: string,
  now: number,
): Promise<Granted> {
  const codeHash = hashSecret(code);
  const row = await db.query
    .selectFrom('authCode')
    .select(['userId', 'expireTime', 'family'])
    .where('codeHash', '=', codeHash)
    .where('appId', '=', app.id)
    .executeTakeFirst();
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
  const family = newFamily();
  await db.query.updateTable('authCode').set({ family }).where('codeHash', '=', codeHash).execute();
  const pair = await mintTokens(db, { appId: app.id, userId, now, family });
  return { ok: true, app, userId, pair };
}

/** Both tokens change; a refresh token that comes back ends the whole family (RFC 9700). */
async function refreshPair(db: Db, app: App, token: string, now: number): Promise<Granted> {
  const row = await db.query
    .selectFrom('token')
    .select(['id', 'userId', 'family', 'refreshExpires', 'refreshed', 'depth'])
    .where('refreshHash', '=', hashSecret(token))
    .where('appId', '=', app.id)
    .executeTakeFirst();
  if (!row) return invalidGrant();
  const { id, userId, family, depth } = row;
  if (row.refreshed === 'Y') {
    await revokeFamily(db, family);
    return invalidGrant();
  }
  if ((row.refreshExpires ?? 0) <= now) return invalidGrant();
  if (!(await mayUse(db, app, userId))) return invalidGrant();
  await db.query.updateTable('token').set({ refreshed: 'Y' }).where('id', '=', id).execute();
  const pair = await mintTokens(db, { appId: app.id, userId, now, family, depth });
  return { ok: true, app, userId, pair };
}
