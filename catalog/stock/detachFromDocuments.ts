import '../../schemas/documentElement.ts';
import { type Db, type Refusal, refusal } from '../../src/core/index.ts';
import { isInventoryOn } from './inventory.ts';

/**
 * Takes products that are about to be deleted off the lines of documents. While documents move
 * stock, a line keeps its product (spec/catalog.md section 5.2).
 */
export async function detachFromDocuments(db: Db, productIds: readonly number[]): Promise<void> {
  const used = await db.query
    .selectFrom('documentElement')
    .select('id')
    .where('elementId', 'in', [...productIds])
    .limit(1)
    .executeTakeFirst();
  if (!used) return;
  if (await isInventoryOn(db)) {
    throw refusal('ERROR_CORE', 'The product is used in inventory documents');
  }
  await db.query
    .deleteFrom('documentElement')
    .where('elementId', 'in', [...productIds])
    .execute();
}

/** What `detachFromDocuments` refuses. */
export const usedError: Refusal = ['ERROR_CORE', 'The product is used in inventory documents'];
