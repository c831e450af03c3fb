import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { expect, it } from 'vitest';
import { up as access } from '../../src/store/migrations/0003_access.ts';
import { up as grants } from '../../src/store/migrations/0014_grants.ts';

it('a refresh token that was used before the update is one that was used long ago', async () => {
  const database = new Database(':memory:');
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  for (const table of ['user', 'webhook']) {
    database.exec(`create table "${table}" (id integer primary key, "userId" integer)`);
  }
  await access(db);
  const values = (n: number, refreshed: string) =>
    `(1, 1, 'f', 'a${n}', 1, 'r${n}', 1, '${refreshed}', 0)`;
  database.pragma('foreign_keys = OFF');
  database.exec(`insert into token ("appId", "userId", family, "accessHash", "accessExpires",
    "refreshHash", "refreshExpires", refreshed, depth) values ${values(1, 'Y')}, ${values(2, 'N')}`);
  await grants(db);
  const { rows } = await sql`select "refreshTime", salt, scopes from token order by id`.execute(db);
  expect(rows).toEqual([
    { refreshTime: 0, salt: null, scopes: null },
    { refreshTime: null, salt: null, scopes: null },
  ]);
  await db.destroy();
});
