import { systemError } from '../core/errors.ts';
import type { Caller } from '../core/method.ts';
import { type Db, prepare } from '../core/store.ts';
import { admits } from './apps.ts';
import { purgeTokens } from './expired.ts';
import { narrowed } from './scopes.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { callerOf, findUser } from './users.ts';

/** Seconds (spec/core.md section 3). */
export const ACCESS_LIFETIME = 3600;
export const REFRESH_LIFETIME = 180 * 24 * 3600;

/** Tokens as they are handed out; the database has their hashes alone. */
export interface TokenPair {
  readonly accessToken: string;
  /** Undefined where none was asked for. */
  readonly refreshToken: string | undefined;
  /** Seconds since 1970. */
  readonly expires: number;
}

export interface Grant {
  readonly appId: number;
  readonly userId: number;
  /** Seconds since 1970. */
  readonly now: number;
  /** What of the app's scopes is given, separated by commas; all of them without it. */
  readonly scopes?: string | null;
  /** The grant that the tokens belong to; a new one without it. */
  readonly family?: string;
  /** How many events led to it. */
  readonly depth?: number;
  /** False for an access token alone, as most events carry it. */
  readonly refreshable?: boolean;
}

/** The secrets of a pair. */
type Secrets = Pick<TokenPair, 'accessToken' | 'refreshToken'>;

/** Bytes of a token. */
export const TOKEN_BYTES = 35;

export const newFamily = (): string => newSecret(16);

const newSecrets = ({ refreshable = true }: Grant): Secrets => ({
  accessToken: newSecret(TOKEN_BYTES),
  refreshToken: refreshable ? newSecret(TOKEN_BYTES) : undefined,
});

/** Keeps a new pair of tokens; its secrets are random where none are given. */
export async function mintTokens(
  db: Db,
  grant: Grant,
  { accessToken, refreshToken }: Secrets = newSecrets(grant),
): Promise<TokenPair> {
  const { appId, userId, now } = grant;
  const expires = now + ACCESS_LIFETIME;
  await purgeTokens(db, now);
  await db.query
    .insertInto('token')
    .values({
      appId,
      userId,
      family: grant.family ?? newFamily(),
      accessHash: hashSecret(accessToken),
      accessExpires: expires,
      refreshHash: refreshToken === undefined ? null : hashSecret(refreshToken),
      refreshExpires: refreshToken === undefined ? null : now + REFRESH_LIFETIME,
      scopes: grant.scopes ?? null,
      depth: grant.depth ?? 0,
    })
    .execute();
  return { accessToken, refreshToken, expires };
}

/** Ends every token that came from one grant; false where there is none. */
export async function revokeFamily({ query }: Db, family: string): Promise<boolean> {
  const { numDeletedRows } = await query
    .deleteFrom('token')
    .where('family', '=', family)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

const byAccess = prepare<{ accessHash: string }>()((db, p) =>
  db
    .selectFrom('token')
    .select(['appId', 'userId', 'accessExpires', 'scopes', 'depth'])
    .where('accessHash', '=', p('accessHash')),
);

const appOf = prepare<{ id: number }>()((db, p) =>
  db.selectFrom('app').select(['clientId', 'active', 'scopes', 'users']).where('id', '=', p('id')),
);

/**
 * The caller behind an access token. In the order of a portal: token known, app active, expired,
 * user, app open to the user (spec/core.md section 4). `now` in seconds.
 */
export async function authenticateToken(db: Db, secret: string, now: number): Promise<Caller> {
  const token = await db.first(byAccess, { accessHash: hashSecret(secret) });
  if (!token) throw systemError('invalidToken');
  const app = await db.first(appOf, { id: token.appId });
  if (app?.active !== 'Y') throw systemError('applicationNotFound');
  if (token.accessExpires <= now) throw systemError('expiredToken');
  const user = await findUser(db, token.userId);
  if (user?.active !== 'Y') throw systemError('authorization');
  if (!admits(app, user.id)) throw systemError('userAccess');
  const { appId, depth } = token;
  return callerOf(db, user, narrowed(app.scopes, token.scopes), {
    kind: 'token',
    userId: user.id,
    appId,
    clientId: app.clientId,
    token: secret,
    expires: token.accessExpires,
    depth,
  });
}
