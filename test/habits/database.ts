import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Portal } from '../spec/_given.ts';

const tableNames = async ({ store }: Portal): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master
    where type = 'table' and name not like 'sqlite_%' order by name`.execute(store.reader.query);
  return rows.map(({ name }) => name);
};

/** A digest of every row of every table, and of the addresses of the stored bytes. */
export async function digestOf(portal: Portal): Promise<string> {
  const hash = createHash('sha256');
  for (const name of await tableNames(portal)) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(portal.store.reader.query);
    hash.update(`${name} ${JSON.stringify(rows)}`);
  }
  return hash.update((await portal.storedHashes()).join()).digest('hex');
}

/** A number that changes with every commit that changed something: much cheaper than a digest. */
export async function commitsOf({ store }: Portal): Promise<unknown> {
  const { rows } = await sql`pragma data_version`.execute(store.reader.query);
  return JSON.stringify(rows);
}
