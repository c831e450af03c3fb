import { hash } from 'node:crypto';
import { type RestError, systemError } from '../core/errors.ts';
import type { Caller } from '../core/method.ts';
import { type Db, prepare } from '../core/store.ts';
import { callerOf, findUser, type UserAccount } from './users.ts';

/** How a secret is stored; it is random and long, so a fast hash is enough. */
export const hashSecret = (secret: string): string => hash('sha256', secret, 'hex');

const bySecret = prepare<{ secretHash: string }>()((db, p) =>
  db.selectFrom('webhook').select(['userId', 'scopes']).where('secretHash', '=', p('secretHash')),
);

/**
 * The secret is looked up by its hash, which tells nothing about a near miss; whatever is wrong is
 * answered alike.
 */
async function authenticate(
  db: Db,
  secret: string,
  owns: (user: UserAccount) => boolean,
  refused: () => RestError,
): Promise<Caller> {
  const webhook = await db.first(bySecret, { secretHash: hashSecret(secret) });
  const user = webhook && (await findUser(db, webhook.userId));
  if (!webhook || user?.active !== 'Y' || !owns(user)) throw refused();
  return callerOf(db, user, webhook.scopes, { kind: 'webhook', userId: user.id, secret });
}

/** The caller behind `/rest/{user}/{secret}/`; a user that is not a number is a login. */
export const authenticateWebhook = (db: Db, user: string, secret: string): Promise<Caller> =>
  authenticate(
    db,
    secret,
    ({ id, login }) => (/^\d+$/.test(user) ? id === Number(user) : login === user),
    () => systemError('invalidCredentials'),
  );

/** The caller behind `Authorization: Bearer {secret}`, where the secret alone names the user. */
export const authenticateBearer = (db: Db, secret: string): Promise<Caller> =>
  authenticate(
    db,
    secret,
    () => true,
    () => systemError('noAuth'),
  );
