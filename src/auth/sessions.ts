import type { Db } from '../core/store.ts';
import { purgeSessions } from './expired.ts';
import { verifyPassword } from './passwords.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** Seconds that a sign-in lasts. */
const LIFETIME = 12 * 3600;

/** A user as the pages of the sign-in show them. */
export interface SignedIn {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly lastName: string;
}

const columns = ['user.id', 'user.login', 'user.name', 'user.lastName'] as const;

/** The active user with this login and password, or undefined. */
export async function checkPassword(
  { query }: Db,
  login: string,
  password: string,
): Promise<SignedIn | undefined> {
  const user = await query
    .selectFrom('user')
    .select([...columns, 'user.passwordHash', 'user.active'])
    .where('login', '=', login)
    .executeTakeFirst();
  const right = await verifyPassword(password, user?.passwordHash ?? null);
  return right && user?.active === 'Y' ? user : undefined;
}

/** Opens a session and gives its secret. `now` in seconds. */
export async function openSession(db: Db, userId: number, now: number): Promise<string> {
  const { query } = db;
  const secret = newSecret(32);
  await purgeSessions(db, now);
  await query
    .insertInto('session')
    .values({ tokenHash: hashSecret(secret), userId, expireTime: now + LIFETIME })
    .execute();
  await query.updateTable('user').set({ loginTime: now }).where('id', '=', userId).execute();
  return secret;
}

export const findSession = (
  { query }: Db,
  secret: string,
  now: number,
): Promise<SignedIn | undefined> =>
  query
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.userId')
    .select([...columns])
    .where('session.tokenHash', '=', hashSecret(secret))
    .where('session.expireTime', '>', now)
    .where('user.active', '=', 'Y')
    .executeTakeFirst();

export const closeSession = async ({ query }: Db, secret: string): Promise<void> => {
  await query.deleteFrom('session').where('tokenHash', '=', hashSecret(secret)).execute();
};
