import { open } from 'node:fs/promises';
import Database from 'better-sqlite3';

/**
 * Writes a database as it is at one moment into a new file, whoever writes to it meanwhile. Blocks the
 * event loop for as long as it takes: for commands alone.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const database = new Database(from, { readonly: true, timeout: 30_000 });
  try {
    database.prepare('vacuum into ?').run(to);
  } finally {
    database.close();
  }
  const file = await open(to, 'r+');
  await file.sync();
  await file.close();
}
