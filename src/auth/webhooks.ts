import { type RestError, systemError } from '../core/errors.ts';
import type { Caller } from '../core/method.ts';
import { type Db, prepare } from '../core/store.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { authenticateToken } from './tokens.ts';
import { callerOf, findUser, type UserAccount } from './users.ts';

const bySecret = prepare<{ secretHash: string }>()((db, p) =>
  db
    .selectFrom('webhook')
    .select(['userId', 'scopes', 'expireTime'])
    .where('secretHash', '=', p('secretHash')),
);

/**
 * The secret is looked up by its hash, which tells nothing about a near miss; whatever is wrong is
 * answered alike: not known, of another user, expired, or its user disabled.
 */
async function authenticate(
  db: Db,
  secret: string,
  now: number,
  owns: (user: UserAccount) => boolean,
  refused: () => RestError,
): Promise<Caller> {
  const webhook = await db.first(bySecret, { secretHash: hashSecret(secret) });
  const user = webhook && (await findUser(db, webhook.userId));
  if (!webhook || user?.active !== 'Y' || !owns(user)) throw refused();
  if (webhook.expireTime !== null && webhook.expireTime <= now) throw refused();
  return callerOf(db, user, webhook.scopes, { kind: 'webhook', userId: user.id, secret });
}

/**
 * The caller behind `/rest/{user}/{secret}/`; a user that is not a number is a login. `now` in
 * seconds.
 */
export const authenticateWebhook = (
  db: Db,
  user: string,
  secret: string,
  now: number,
): Promise<Caller> =>
  authenticate(
    db,
    secret,
    now,
    ({ id, login }) => (/^\d+$/.test(user) ? id === Number(user) : login === user),
    () => systemError('invalidCredentials'),
  );

const ACCESS_TOKEN = /^[0-9a-f]{70}$/;

/**
 * The caller behind `Authorization: Bearer {secret}` of the REST API: the secret of a webhook,
 * which alone names the user, or an access token.
 */
export const authenticateBearer = (db: Db, secret: string, now: number): Promise<Caller> =>
  ACCESS_TOKEN.test(secret)
    ? authenticateToken(db, secret, now)
    : authenticate(
        db,
        secret,
        now,
        () => true,
        () => systemError('noAuth'),
      );

export interface NewWebhook {
  readonly userId: number;
  /** Separated by commas. */
  readonly scopes: string;
  /** Seconds since 1970; null never expires. */
  readonly expireTime: number | null;
  /** What it is for, as people call it. */
  readonly name: string | null;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Adds a webhook; its secret is shown this once. */
export async function addWebhook(
  { query }: Db,
  { now, ...webhook }: NewWebhook,
): Promise<{ readonly id: number; readonly secret: string }> {
  const secret = newSecret(16);
  const { id } = await query
    .insertInto('webhook')
    .values({ ...webhook, secretHash: hashSecret(secret), createTime: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, secret };
}

export const listWebhooks = ({ query }: Db) =>
  query
    .selectFrom('webhook')
    .innerJoin('user', 'user.id', 'webhook.userId')
    .select([
      'webhook.id',
      'webhook.name',
      'webhook.userId',
      'user.login',
      'user.active',
      'webhook.scopes',
      'webhook.createTime',
      'webhook.expireTime',
    ])
    .orderBy('webhook.id')
    .execute();

/** False where there is none. */
export async function renameWebhook({ query }: Db, id: number, name: string): Promise<boolean> {
  const { numUpdatedRows } = await query
    .updateTable('webhook')
    .set({ name })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** False where there is none. It is dead at the next call. */
export async function revokeWebhook({ query }: Db, id: number): Promise<boolean> {
  const { numDeletedRows } = await query
    .deleteFrom('webhook')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
