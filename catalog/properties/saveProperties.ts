import '../../schemas/propertyValue.ts';
import { type Context, type Db, type PhpArray, refusal } from '../../src/core/index.ts';
import { isFile, isVisible, loadProperties, type Property, propertyIdOf } from './properties.ts';
import { applyFiles, type FileChanges } from './propertyFiles.ts';
import { givenValues, type On, storable, wrongFormat } from './propertyInput.ts';
import type { StoredValue } from './propertyTypes.ts';

const MAX_VALUES = 5_000;
const ROWS_AT_ONCE = 500;

/** The product whose properties change. */
export interface Owner {
  readonly id: number;
  readonly iblockId: number;
}

interface Wanted {
  readonly property: Property;
  readonly stored: StoredValue;
  /** The stored value whose place it takes; 0 for none. */
  readonly valueId: number;
}

/** Stores the values and files that a call gives the properties of a product. */
export async function saveProperties(
  context: Context,
  owner: Owner,
  fields: PhpArray,
  files: FileChanges,
  on: On,
): Promise<void> {
  if (!Object.keys(fields).some((name) => propertyIdOf(name) !== undefined)) return;
  const { db } = context;
  const named: Property[] = [];
  const wanted: Wanted[] = [];
  for (const property of await loadProperties(db, owner.iblockId)) {
    if (!isVisible(property)) continue;
    if (isFile(property)) {
      await applyFiles(context, owner.id, property, files.get(property.id) ?? []);
      continue;
    }
    const given = givenValues(property, fields, on);
    if (given === undefined) continue;
    named.push(property);
    for (const { value, valueId } of given) {
      const stored = storable(property, value);
      if (stored) wanted.push({ property, stored, valueId });
    }
  }
  if (wanted.length > MAX_VALUES) {
    throw refusal('0', `A product takes at most ${MAX_VALUES} values, ${wanted.length} given`);
  }
  await requireListValues(db, wanted);
  await replaceValues(db, owner.id, named, wanted);
}

/** Throws for the id of a list value that the property does not have. */
async function requireListValues(db: Db, wanted: readonly Wanted[]): Promise<void> {
  const lists = wanted.filter(({ property }) => property.propertyType === 'L');
  if (lists.length === 0) return;
  const known = await db.query
    .selectFrom('productPropertyEnum')
    .select(['id', 'propertyId'])
    .where(
      'id',
      'in',
      lists.map(({ stored }) => Number(stored.number)),
    )
    .execute();
  const owners = new Map(known.map(({ id, propertyId }) => [id, propertyId]));
  for (const { property, stored } of lists) {
    if (owners.get(Number(stored.number)) !== property.id) throw wrongFormat(property);
  }
}

/**
 * What is stored becomes what is wanted: values named by their ids change in place, others are
 * added, and those that the call did not name are deleted.
 */
async function replaceValues(
  { query }: Db,
  productId: number,
  properties: readonly Property[],
  wanted: readonly Wanted[],
): Promise<void> {
  if (properties.length === 0) return;
  const before = await query
    .selectFrom('propertyValue')
    .select(['id', 'propertyId', 'value', 'textType'])
    .where('productId', '=', productId)
    .where(
      'propertyId',
      'in',
      properties.map(({ id }) => id),
    )
    .execute();
  const left = new Map(before.map((row) => [row.id, row]));
  const added = [];
  for (const { property, stored, valueId } of wanted) {
    const row = left.get(valueId);
    if (row?.propertyId !== property.id) {
      added.push({ ...stored, productId, propertyId: property.id });
      continue;
    }
    left.delete(valueId);
    if (row.value === stored.value && row.textType === stored.textType) continue;
    await query.updateTable('propertyValue').set(stored).where('id', '=', valueId).execute();
  }
  const gone = [...left.keys()];
  for (let at = 0; at < gone.length; at += ROWS_AT_ONCE) {
    const ids = gone.slice(at, at + ROWS_AT_ONCE);
    await query.deleteFrom('propertyValue').where('id', 'in', ids).execute();
  }
  for (let at = 0; at < added.length; at += ROWS_AT_ONCE) {
    await query
      .insertInto('propertyValue')
      .values(added.slice(at, at + ROWS_AT_ONCE))
      .execute();
  }
}
