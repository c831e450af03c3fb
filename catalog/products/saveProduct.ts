import { type ProductKind, product } from '../../schemas/product.ts';
import {
  type Context,
  type PhpArray,
  type Row,
  requireFields,
  textOf,
} from '../../src/core/index.ts';
import { emitProductChange } from '../events.ts';
import { followVariations } from '../prices/savePrices.ts';
import { requireProperties } from '../properties/requiredProperties.ts';
import { saveProperties } from '../properties/saveProperties.ts';
import { requireElementRight, rights } from '../rights.ts';
import { settle, syncParent } from '../stock/availability.ts';
import { isInventoryOn, withoutStock, withStoredQuantity } from '../stock/inventory.ts';
import { parentIdOf, requireParent } from './parents.ts';
import { applyPictures, type Uploads } from './pictures.ts';
import { codecOfKind } from './productAnswer.ts';
import {
  checkReferences,
  defaults,
  requireCatalog,
  requireFreeCode,
  typeOfNew,
} from './productRules.ts';
import { loadProduct } from './products.ts';
import { settleSections } from './sections.ts';

const SERVICE = 7;

type Values = Row & { iblockId: number; type: number };

const parentGiven = (fields: PhpArray): number =>
  Object.hasOwn(fields, 'parentId') ? parentIdOf((fields as Row).parentId) : 0;

/** A name of blanks is none. */
const requireName = (fields: PhpArray): void =>
  requireFields(product, { name: textOf((fields as Row).name).trim() }, ['name']);

/** Adds a product of the kind and returns its id; checks in a portal's order. */
export async function addProduct(
  context: Context,
  kind: ProductKind,
  fields: PhpArray,
  uploads: Uploads,
): Promise<number> {
  const { db, caller } = context;
  const inventory = await isInventoryOn(db);
  const asked = codecOfKind(kind.name).castIn(fields, 'add');
  const given = inventory ? withoutStock(asked) : asked;
  requireFields(product, fields);
  requireName(fields);
  const catalog = await requireCatalog(db, kind, Number(given.iblockId));
  requireElementRight(caller, rights.elementEdit, '200040300043');
  requireElementRight(caller, rights.productAdd, '200040300040');
  Object.assign(given, await settleSections(db, catalog.iblockId, given));
  await checkReferences(context, given, 'add');

  const parentId = kind.name === 'offer' ? parentGiven(fields) : 0;
  if (parentId > 0) await requireParent(db, catalog, parentId);
  await requireFreeCode(db, catalog.iblockId, given.code);

  const seconds = Math.floor(context.now / 1000);
  const row = settle({
    ...defaults,
    quantityTrace: inventory ? 'Y' : 'N',
    createdBy: caller.userId,
    modifiedBy: caller.userId,
    dateCreate: seconds,
    ...given,
    timestampX: seconds,
    type: typeOfNew(kind, catalog.kind, parentId > 0),
    parentId: parentId || null,
  });
  const { id } = await db.query
    .insertInto('product')
    .values(row as Values & { name: string; active: string })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (!given.xmlId) {
    await db.query
      .updateTable('product')
      .set({ xmlId: String(id) })
      .where('id', '=', id)
      .execute();
  }
  await applyPictures(context, id, uploads.pictures);
  const owner = { id, iblockId: catalog.iblockId };
  await saveProperties(context, owner, fields, uploads.files, 'add');
  await requireProperties(db, owner);
  await emitProductChange(context, 'ADD', { id, type: Number(row.type) });
  await syncParent(db, parentId);
  await followVariations(context, parentId);
  return id;
}

/** Changes a product; its kind is checked against its catalog alone. */
export async function updateProduct(
  context: Context,
  kind: ProductKind,
  id: number,
  fields: PhpArray,
  uploads: Uploads,
): Promise<void> {
  const { db, caller, now } = context;
  const stored = (await loadProduct(db, id, kind.name)) as Values;
  const inventory = await isInventoryOn(db);
  const asked = codecOfKind(kind.name).castIn(fields, 'update');
  if (Object.hasOwn(fields, 'name')) requireName(fields);
  const given = inventory ? withoutStock(asked) : asked;
  const catalog = await requireCatalog(db, kind, stored.iblockId);
  requireElementRight(caller, rights.elementEdit, '200040300043');
  requireElementRight(caller, rights.productEdit, '200040300040');
  Object.assign(given, await settleSections(db, stored.iblockId, given, stored));
  await checkReferences(context, given, 'update');

  // A service alone says whether it can be bought; of the others stock and variations tell.
  if (stored.type !== SERVICE) delete given.available;
  const changed: Row = { ...stored, modifiedBy: caller.userId, ...given };
  if (kind.name === 'offer' && Object.hasOwn(fields, 'parentId')) {
    const parentId = parentGiven(fields);
    if (parentId > 0) await requireParent(db, catalog, parentId);
    changed.parentId = parentId || null;
    changed.type = parentId > 0 ? 4 : 5;
  }
  await requireFreeCode(db, stored.iblockId, given.code, id);

  // A variation that gets a parent may have stock again.
  const counted = inventory ? await withStoredQuantity(db, id, changed) : changed;
  const { id: _id, ...row } = settle({ ...counted, timestampX: Math.floor(now / 1000) });
  await db.query.updateTable('product').set(row).where('id', '=', id).execute();
  await applyPictures(context, id, uploads.pictures);
  const owner = { id, iblockId: stored.iblockId };
  await saveProperties(context, owner, fields, uploads.files, 'update');
  await requireProperties(db, owner);
  await emitProductChange(context, 'UPDATE', { id, type: Number(row.type) });
  for (const parentId of new Set([stored.parentId, row.parentId])) {
    await syncParent(db, parentId as number | null);
    if (stored.parentId !== row.parentId)
      await followVariations(context, parentId as number | null);
  }
}
