import { hkdfSync } from 'node:crypto';
import { type RestError, systemError } from '../core/errors.ts';
import type { Db } from '../core/store.ts';
import type { App } from './apps.ts';
import { GRACE } from './expired.ts';
import { keptScopes, narrowed } from './scopes.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { mintTokens, revokeFamily, TOKEN_BYTES, type TokenPair } from './tokens.ts';

const SALT_BYTES = 32;

/**
 * The next pair follows from the refresh token, which is stored nowhere, and a salt, which is stored for
 * as long as the pair may be asked for once more. Neither gives it alone.
 */
function nextSecrets(refreshToken: string, salt: string) {
  const made = hkdfSync('sha256', refreshToken, salt, 'vitrine refresh', 2 * TOKEN_BYTES);
  const hex = Buffer.from(made).toString('hex');
  return { accessToken: hex.slice(0, 2 * TOKEN_BYTES), refreshToken: hex.slice(2 * TOKEN_BYTES) };
}

/** What a refresh token was exchanged for. */
export interface Refreshed {
  readonly userId: number;
  readonly pair: TokenPair;
  /** Separated by commas. */
  readonly scopes: string;
}

export interface RefreshRequest {
  readonly app: App;
  readonly refreshToken: string;
  /** Scopes wanted; '' for all that the grant has. */
  readonly scope: string;
  /** Whether the user may still use the app. */
  readonly admitted: (userId: number) => Promise<boolean>;
  /** Seconds since 1970. */
  readonly now: number;
}

/**
 * Changes both tokens; gives the refusal of a token that is not good. Two requests of a client at once, or one
 * that was sent again since its answer was lost, get the same pair. A token that comes back later was
 * stolen, and ends all that came from its grant (RFC 9700 section 4.14.2).
 */
export async function refreshPair(
  db: Db,
  { app, refreshToken, scope, admitted, now }: RefreshRequest,
): Promise<Refreshed | RestError> {
  const row = await db.query
    .selectFrom('token')
    .select(['id', 'userId', 'family', 'refreshExpires', 'scopes', 'refreshTime', 'salt', 'depth'])
    .where('refreshHash', '=', hashSecret(refreshToken))
    .where('appId', '=', app.id)
    .executeTakeFirst();
  if (!row) return systemError('tokenGrant');
  const { id, userId, family, refreshTime } = row;
  const isLate = refreshTime !== null && (row.salt === null || now - refreshTime >= GRACE);
  if (isLate) await revokeFamily(db, family);
  if (isLate || (row.refreshExpires ?? 0) <= now || !(await admitted(userId))) {
    return systemError('tokenGrant');
  }

  const salt = row.salt ?? newSecret(SALT_BYTES);
  const secrets = nextSecrets(refreshToken, salt);
  if (refreshTime !== null) return again(db, app, userId, secrets);

  const given = keptScopes(app, row.scopes, scope);
  if (given === '') return systemError('tokenScope');
  await db.query
    .updateTable('token')
    .set({ refreshTime: now, salt })
    .where('id', '=', id)
    .execute();
  const grant = { appId: app.id, userId, now, family, scopes: given, depth: row.depth };
  const pair = await mintTokens(db, grant, secrets);
  return { userId, pair, scopes: narrowed(app.scopes, given) };
}

/** The pair as it was answered before. */
async function again(
  { query }: Db,
  app: App,
  userId: number,
  secrets: ReturnType<typeof nextSecrets>,
): Promise<Refreshed | RestError> {
  const row = await query
    .selectFrom('token')
    .select(['accessExpires', 'scopes'])
    .where('accessHash', '=', hashSecret(secrets.accessToken))
    .executeTakeFirst();
  if (!row) return systemError('tokenGrant');
  const pair = { ...secrets, expires: row.accessExpires };
  return { userId, pair, scopes: narrowed(app.scopes, row.scopes) };
}
