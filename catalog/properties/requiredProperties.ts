import '../../schemas/productImage.ts';
import '../../schemas/propertyValue.ts';
import { type Db, type Refusal, refusal } from '../../src/core/index.ts';
import { isFile, isPhoto, isVisible, loadProperties, type Property } from './properties.ts';

const tableOf = (property: Property): 'file' | 'propertyFile' | 'propertyValue' => {
  if (isPhoto(property)) return 'file';
  return isFile(property) ? 'propertyFile' : 'propertyValue';
};

async function hasValue({ query }: Db, productId: number, property: Property): Promise<boolean> {
  const table = tableOf(property);
  const found = await query
    .selectFrom(table as 'propertyValue')
    .select('id')
    .where('productId', '=', productId)
    .$if(table === 'file', (q) => q.where('type' as 'value', '=', 'MORE_PHOTO'))
    .$if(table !== 'file', (q) => q.where('propertyId', '=', property.id))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

const REQUIRED = ['0', 'Required fields are not provided'] as const satisfies Refusal;

/**
 * Throws unless a product that was saved has a value of each property that its catalog requires. A
 * yes-or-no property always has one.
 */
export async function requireProperties(
  db: Db,
  { id, iblockId }: { readonly id: number; readonly iblockId: number },
): Promise<void> {
  for (const property of await loadProperties(db, iblockId)) {
    if (!property.isRequired || !isVisible(property) || property.yes !== undefined) continue;
    if (!(await hasValue(db, id, property))) throw refusal(...REQUIRED);
  }
}

/** What `requireProperties` refuses. */
export const requiredError: Refusal = REQUIRED;
