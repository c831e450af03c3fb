import { type Context, type Db, refusal } from '../../src/core/index.ts';
import { deleteProduct } from '../_shared/products/remove.ts';

/** A section's place in the tree; undefined where there is no such section. */
export const findSection = ({ query }: Db, id: number) =>
  query
    .selectFrom('section')
    .select(['id', 'iblockId', 'iblockSectionId'])
    .where('id', '=', id)
    .executeTakeFirst();

/** The section and all that stand under it, level by level. */
export async function withBelow({ query }: Db, id: number): Promise<number[]> {
  const all = [id];
  for (let level = [id]; level.length > 0; ) {
    const rows = await query
      .selectFrom('section')
      .select('id')
      .where('iblockSectionId', 'in', level)
      .where('id', 'not in', all)
      .execute();
    level = rows.map((row) => row.id);
    all.push(...level);
  }
  return all;
}

/** Throws for a parent that does not exist, is in another catalog, or stands under the section itself. */
export async function requireParent(
  db: Db,
  parentId: number,
  { id, iblockId }: { readonly id: number; readonly iblockId: number },
): Promise<void> {
  const parent = await findSection(db, parentId);
  if (!parent) throw refusal('200700300050', 'Iblock is not exists');
  const code = id === 0 ? '200700300000' : '200700300010';
  if (parent.iblockId !== iblockId) {
    throw refusal(code, 'The parent section belongs to another information block');
  }
  if (id !== 0 && (await withBelow(db, id)).includes(parentId)) {
    throw refusal(code, 'A section cannot stand under itself');
  }
}

/** Deletes what stands under a section: sections, and products that are in none but these. */
export async function emptySection(context: Context, id: number): Promise<void> {
  const { db } = context;
  const gone = await withBelow(db, id);
  const products = await db.query
    .selectFrom('product')
    .select(['id', 'iblockSection'])
    .where('iblockSectionId', 'in', gone)
    .execute();
  for (const product of products) {
    const sections: number[] = JSON.parse(product.iblockSection ?? '[]');
    const left = sections.filter((one) => !gone.includes(one));
    if (left.length === 0) {
      await deleteProduct(context, product.id, 'product');
      continue;
    }
    await db.query
      .updateTable('product')
      .set({ iblockSectionId: left[0] as number, iblockSection: JSON.stringify(left) })
      .where('id', '=', product.id)
      .execute();
  }
  await db.query.deleteFrom('section').where('id', 'in', gone).execute();
}
