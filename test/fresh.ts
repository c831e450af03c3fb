import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { seedBase } from '../seed/base.ts';
import { seedPortal } from '../seed/index.ts';
import type { Language } from '../seed/language.ts';
import { seedUsers } from '../seed/users.ts';
import { hashPassword } from '../src/auth/passwords.ts';
import { hashSecret } from '../src/auth/secrets.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { memoryFolder } from './memory.ts';

/** Password of the users 1 (admin), 2 (reader) and 3 (manager). */
export const PASSWORD = 'a password of tests';

/** Secrets of the webhooks of users 1 (administrator), 2 (reader) and 3 (manager). */
export const secrets = {
  admin: 'test-admin-secret',
  reader: 'test-reader-secret',
  manager: 'test-manager-secret',
  /** User 1 without any scope. */
  scopeless: 'test-scopeless-secret',
} as const;

/** What a fresh portal holds: its database, and the bytes of its files. */
interface Fresh {
  readonly database: Buffer;
  readonly files: readonly Buffer[];
}

/** Made once for each worker, for migrations and pictures take their time. */
const fresh = new Map<Language | undefined, Promise<Fresh>>();

async function makeFresh(demo: Language | undefined): Promise<Fresh> {
  const folder = await memoryFolder('vitrine-seed-');
  const file = join(folder, 'vitrine.db');
  const store = await openSqlite({ file });
  const passwordHash = await hashPassword(PASSWORD);
  const files: Buffer[] = [];
  if (demo) {
    const hold = async (bytes: Uint8Array) => {
      files.push(Buffer.from(bytes));
      const hash = createHash('sha256').update(bytes).digest('hex');
      return { hash, size: bytes.length, release() {} };
    };
    const holder = { hold, collect() {} };
    const progress = async () => {};
    const now = 1_700_000_000;
    const options = { kind: 'demo', language: demo, passwordHash, now, progress } as const;
    await seedPortal({ store, files: holder, ...options });
  } else {
    await store.write(async (db) => {
      await seedUsers(db, 1_700_000_000, passwordHash);
      await seedBase(db, 1_700_000_000);
    });
  }
  await store.write(({ query }) => {
    const webhook = (userId: number, secret: string, scopes = 'catalog') => ({
      userId,
      secretHash: hashSecret(secret),
      scopes,
      createTime: 1_700_000_000,
    });
    return query
      .insertInto('webhook')
      .values([
        webhook(1, secrets.admin),
        webhook(2, secrets.reader),
        webhook(3, secrets.manager),
        webhook(1, secrets.scopeless, ''),
      ])
      .execute();
  });
  await store.close();
  const database = await readFile(file);
  await rm(folder, { recursive: true });
  return { database, files };
}

/** What a portal begins with: no products, or the demo shop in a language. */
export const freshOnce = (demo: Language | undefined): Promise<Fresh> => {
  const made = fresh.get(demo) ?? makeFresh(demo);
  fresh.set(demo, made);
  return made;
};
