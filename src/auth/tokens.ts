import { systemError } from '../core/errors.ts';
import type { Caller } from '../core/method.ts';
import { type Db, prepare } from '../core/store.ts';
import { admits } from './apps.ts';
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
  /** The grant that the tokens belong to; a new one without it. */
  readonly family?: string;
  /** How many events led to it. */
  readonly depth?: number;
  /** False for an access token alone, as most events carry it. */
  readonly refreshable?: boolean;
}

export const newFamily = (): string => newSecret(16);

/** Makes a pair of tokens, and forgets those that nobody can use any more. */
export async function mintTokens({ query }: Db, grant: Grant): Promise<TokenPair> {
  const { appId, userId, now, refreshable = true } = grant;
  const accessToken = newSecret(35);
  const refreshToken = refreshable ? newSecret(35) : undefined;
  const expires = now + ACCESS_LIFETIME;
  await query
    .deleteFrom('token')
    .where('appId', '=', appId)
    .where('accessExpires', '<', now - 24 * 3600)
    .where((eb) => eb.or([eb('refreshExpires', 'is', null), eb('refreshExpires', '<', now)]))
    .execute();
  await query
    .insertInto('token')
    .values({
      appId,
      userId,
      family: grant.family ?? newFamily(),
      accessHash: hashSecret(accessToken),
      accessExpires: expires,
      refreshHash: refreshToken === undefined ? null : hashSecret(refreshToken),
      refreshExpires: refreshToken === undefined ? null : now + REFRESH_LIFETIME,
      refreshed: 'N',
      depth: grant.depth ?? 0,
    })
    .execute();
  return { accessToken, refreshToken, expires };
}

/** Ends every token that came from one grant. */
export const revokeFamily = async ({ query }: Db, family: string): Promise<void> => {
  await query.deleteFrom('token').where('family', '=', family).execute();
};

const byAccess = prepare<{ accessHash: string }>()((db, p) =>
  db
    .selectFrom('token')
    .select(['appId', 'userId', 'accessExpires', 'depth'])
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
  return callerOf(db, user, app.scopes, {
    kind: 'token',
    userId: user.id,
    appId,
    clientId: app.clientId,
    token: secret,
    expires: token.accessExpires,
    depth,
  });
}
