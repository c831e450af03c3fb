import type { Db } from '../core/store.ts';
import type { App } from './apps.ts';
import { purgeCodes } from './expired.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** Seconds in which a code must be exchanged (spec/core.md section 3). */
const CODE_LIFETIME = 30;

export interface NewCode {
  readonly app: Pick<App, 'id'>;
  readonly userId: number;
  /** What of the app's scopes the user allowed, separated by commas; all of them without it. */
  readonly scopes?: string | null;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Makes a code for tokens of the user. */
export async function createCode(
  db: Db,
  { app, userId, scopes = null, now }: NewCode,
): Promise<string> {
  const code = newSecret(35);
  const codeHash = hashSecret(code);
  const expireTime = now + CODE_LIFETIME;
  await purgeCodes(db, now);
  await db.query
    .insertInto('authCode')
    .values({ codeHash, appId: app.id, userId, scopes, expireTime, family: null })
    .execute();
  return code;
}

/** A code as it is stored, by its secret. */
export const findCode = ({ query }: Db, app: App, code: string) =>
  query
    .selectFrom('authCode')
    .select(['codeHash', 'userId', 'scopes', 'expireTime', 'family'])
    .where('codeHash', '=', hashSecret(code))
    .where('appId', '=', app.id)
    .executeTakeFirst();

/** Remembers which grant a code was exchanged for. */
export const useCode = async ({ query }: Db, codeHash: string, family: string): Promise<void> => {
  await query.updateTable('authCode').set({ family }).where('codeHash', '=', codeHash).execute();
};
