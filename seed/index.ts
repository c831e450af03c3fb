import type { Holder } from '../src/core/blobs.ts';
import type { Store } from '../src/core/store.ts';
import { seedBase } from './base.ts';
import type { Language } from './language.ts';
import { seedUsers } from './users.ts';

export interface SeedOptions {
  readonly store: Store;
  readonly files: Holder;
  readonly kind: 'demo' | 'empty';
  readonly language: Language;
  /** Of every seeded user. */
  readonly passwordHash: string;
}

/** Fills a new portal in one transaction, so that a start that was cut off begins again. */
export async function seedPortal({
  store,
  files,
  kind,
  language,
  passwordHash,
}: SeedOptions): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const demo = kind === 'demo' ? await import('./demo/index.ts') : undefined;
  const stored = await demo?.storeFiles(files, language);
  await store.write(async (db) => {
    await seedUsers(db, now, passwordHash);
    await seedBase(db, now, language);
    if (demo && stored) await demo.seedDemo(db, stored, now, language);
  });
  stored?.release();
}
