import { type Kysely, sql } from 'kysely';

/**
 * What a grant gives, when a refresh token was used, and what its pair can be made of again for a short
 * while; what a webhook is for; with an index for each way in which tokens, codes, sessions and webhooks are found or end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('webhook').addColumn('name', 'text').execute();
  await db.schema.alterTable('authCode').addColumn('scopes', 'text').execute();
  for (const [name, type] of [
    ['scopes', 'text'],
    ['refreshTime', 'integer'],
    ['salt', 'text'],
  ] as const) {
    await db.schema.alterTable('token').addColumn(name, type).execute();
  }
  await sql`update token set "refreshTime" = 0 where refreshed = 'Y'`.execute(db);
  await db.schema.alterTable('token').dropColumn('refreshed').execute();
  for (const [table, ...columns] of [
    ['token', 'appId'],
    ['token', 'userId'],
    ['token', 'refreshExpires', 'accessExpires'],
    ['authCode', 'appId'],
    ['authCode', 'userId'],
    ['authCode', 'expireTime'],
    ['session', 'userId'],
    ['session', 'expireTime'],
    ['webhook', 'userId'],
  ] as const) {
    const index = `${table}_${columns.join('_')}`;
    await db.schema
      .createIndex(index)
      .on(table)
      .columns([...columns])
      .execute();
  }
  await sql`create index "token_refreshTime" on token ("refreshTime") where salt is not null`.execute(
    db,
  );
}
