import type { Db } from '../../src/core/store.ts';
import type { Language } from '../language.ts';
import { insertDocuments } from './documents.ts';
import type { StoredFiles } from './files.ts';
import { insertPrices } from './prices.ts';
import { insertProducts } from './products.ts';
import { insertProperties } from './properties.ts';
import { insertSections } from './sections.ts';
import { insertStock } from './stock.ts';
import { insertValues } from './values.ts';

export { storeFiles } from './files.ts';

/** Inserts the demo shop into a portal that has its base rows. `now` in seconds since 1970. */
export async function seedDemo(
  db: Db,
  files: StoredFiles,
  now: number,
  language: Language,
): Promise<void> {
  await insertSections(db, language);
  await insertProperties(db, now, language);
  await insertProducts(db, files, now, language);
  await insertValues(db, files, now, language);
  await insertPrices(db, now, language);
  await insertStock(db, now, language);
  await insertDocuments(db, now, language);
}
