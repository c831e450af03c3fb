import type { Holder } from '../src/core/blobs.ts';
import type { Db, Store } from '../src/core/store.ts';
import type { Progress } from '../src/progress.ts';
import { seedBase } from './base.ts';
import type { Language } from './language.ts';
import type { LargeSeed } from './large/index.ts';
import { seedUsers } from './users.ts';

export interface SeedOptions {
  readonly store: Store;
  readonly files: Holder;
  readonly kind: 'demo' | 'empty' | LargeSeed;
  readonly language: Language;
  /** Of every seeded user. */
  readonly passwordHash: string;
  /** When it is made, seconds since 1970. */
  readonly now: number;
  readonly progress: Progress;
}

/** Fills a new portal in one transaction, so that a start that was cut off begins again. */
export async function seedPortal(options: SeedOptions): Promise<void> {
  const { store, language, passwordHash, now } = options;
  const shop = await prepareShop(options);
  await store.write(async (db) => {
    await seedUsers(db, now, passwordHash);
    await seedBase(db, now, language);
    await shop?.fill(db, now);
  });
  shop?.stored.release();
}

/** Stores the files of what the portal shall hold, which is filled in afterwards. */
async function prepareShop({ files, kind, language, progress }: SeedOptions) {
  if (kind === 'empty') return undefined;
  if (kind === 'demo') {
    const { seedDemo, storeFiles } = await import('./demo/index.ts');
    const stored = await storeFiles(files, language);
    return { stored, fill: (db: Db, now: number) => seedDemo(db, stored, now, language) };
  }
  const { seedLarge, storeLargePictures } = await import('./large/index.ts');
  const stored = await storeLargePictures(files);
  return { stored, fill: (db: Db) => seedLarge(db, kind, stored, progress) };
}
