import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { hashSecret } from '../../src/auth/secrets.ts';

/** Changes one row behind the server's back. */
function change(folder: string, sql: string, ...values: readonly unknown[]): void {
  const database = new Database(join(folder, 'vitrine.db'), { timeout: 5000 });
  const { changes } = database.prepare(sql).run(...values);
  database.close();
  expect(changes).toBe(1);
}

/** Ends a token on the server while the client still believes in it. */
export const expire = (folder: string, token: string): void =>
  change(folder, 'update token set accessExpires = 1 where accessHash = ?', hashSecret(token));

/** Gives a role other rights, as an administrator does. */
export const changeRole = (folder: string, name: string, rights: readonly string[]): void =>
  change(folder, 'update role set rights = ? where name = ?', rights.join(','), name);

export function countRows(folder: string, table: string): number {
  const database = new Database(join(folder, 'vitrine.db'), { readonly: true, timeout: 5000 });
  const count = database.prepare(`select count(*) from ${table}`).pluck().get() as number;
  database.close();
  return count;
}
