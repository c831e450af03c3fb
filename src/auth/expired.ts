import type { Db } from '../core/store.ts';

/** Rows that one write takes away: more than it adds, so that what is over does not grow. */
const STEP = 50;
const DAY = 24 * 3600;

/** Seconds for which a used refresh token is answered with the pair that it became. */
export const GRACE = 10;

/**
 * Takes away tokens that nobody can use any more, a day later: until then they are answered as expired.
 * What a pair can be made of again goes as soon as it must not. `now` in seconds.
 */
export async function purgeTokens({ query }: Db, now: number): Promise<void> {
  const over = query
    .selectFrom('token')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('refreshExpires', 'is', null), eb('accessExpires', '<', now - DAY)]),
        eb('refreshExpires', '<', now - DAY),
      ]),
    )
    .limit(STEP);
  await query.deleteFrom('token').where('id', 'in', over).execute();
  const answered = query
    .selectFrom('token')
    .select('id')
    .where('salt', 'is not', null)
    .where('refreshTime', '<=', now - GRACE)
    .limit(STEP);
  await query.updateTable('token').set({ salt: null }).where('id', 'in', answered).execute();
}

/** Takes away old codes; a used one is cacheUntilCommit for a day, to notice a second use. */
export async function purgeCodes({ query }: Db, now: number): Promise<void> {
  const old = query
    .selectFrom('authCode')
    .select('codeHash')
    .where('expireTime', '<', now - DAY)
    .limit(STEP);
  await query.deleteFrom('authCode').where('codeHash', 'in', old).execute();
}

/** Takes away sessions that are over. */
export async function purgeSessions({ query }: Db, now: number): Promise<void> {
  const over = query
    .selectFrom('session')
    .select('tokenHash')
    .where('expireTime', '<=', now)
    .limit(STEP);
  await query.deleteFrom('session').where('tokenHash', 'in', over).execute();
}
