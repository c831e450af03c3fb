import type { Db, Store } from '../core/store.ts';
import { narrowed } from './scopes.ts';

/** Rows that one write takes away, so that no other waits long behind it. */
const STEP = 1000;

/** Whose tokens are meant. */
export type Holder = { readonly userId: number } | { readonly appId: number };

async function endSome({ query }: Db, holder: Holder): Promise<boolean> {
  const [column, id] = Object.entries(holder)[0] as ['userId' | 'appId', number];
  const some = query.selectFrom('token').select('id').where(column, '=', id).limit(STEP);
  const { numDeletedRows } = await query
    .deleteFrom('token')
    .where('id', 'in', some)
    .executeTakeFirst();
  await query.deleteFrom('authCode').where(column, '=', id).execute();
  return numDeletedRows === BigInt(STEP);
}

/** Ends for good every token, and every code for tokens, of a user or an app. */
export async function endTokens(store: Store, holder: Holder): Promise<void> {
  while (await store.write((db) => endSome(db, holder)));
}

export interface GrantQuery {
  readonly appId?: number | undefined;
  readonly userId?: number | undefined;
  readonly limit: number;
  /** Seconds since 1970. */
  readonly now: number;
}

/** The pair of each grant that is good still, newest first; `family` names the grant. */
export async function listGrants({ query }: Db, { appId, userId, limit, now }: GrantQuery) {
  const rows = await query
    .selectFrom('token')
    .innerJoin('app', 'app.id', 'token.appId')
    .innerJoin('user', 'user.id', 'token.userId')
    .select(['token.id', 'token.family', 'app.clientId', 'app.scopes as ofApp', 'user.login'])
    .select(['token.scopes', 'token.accessExpires', 'token.refreshExpires'])
    .where('token.refreshTime', 'is', null)
    .where((eb) =>
      eb.or([eb('token.accessExpires', '>', now), eb('token.refreshExpires', '>', now)]),
    )
    .$if(appId !== undefined, (q) => q.where('token.appId', '=', appId as number))
    .$if(userId !== undefined, (q) => q.where('token.userId', '=', userId as number))
    .orderBy('token.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ ofApp, scopes, ...row }) => ({ ...row, scopes: narrowed(ofApp, scopes) }));
}
