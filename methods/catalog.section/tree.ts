import { inChunks } from '../../catalog/chunks.ts';
import { deleteProduct } from '../../catalog/products/deleteProduct.ts';
import { sectionColumns, sectionsOf } from '../../catalog/products/sections.ts';
import { type Context, type Db, refusal } from '../../src/core/index.ts';

/** A section's place: its catalog, and itself. */
interface Place {
  readonly id: number;
  readonly iblockId: number;
}

const findSection = ({ query }: Db, id: number) =>
  query.selectFrom('section').select(['id', 'iblockId']).where('id', '=', id).executeTakeFirst();

/** The section and all that stand under it, however deep. */
async function withBelow({ query }: Db, { id, iblockId }: Place): Promise<number[]> {
  const rows = await query
    .withRecursive('below', (qb) =>
      qb
        .selectFrom('section')
        .select('id')
        .where('iblockId', '=', iblockId)
        .where('iblockSectionId', '=', id)
        .union(
          qb
            .selectFrom('section')
            .innerJoin('below', 'below.id', 'section.iblockSectionId')
            .select('section.id')
            .where('section.iblockId', '=', iblockId),
        ),
    )
    .selectFrom('below')
    .select('id')
    .execute();
  return [id, ...rows.map((row) => row.id)];
}

/** Throws for a parent that does not exist, is in another catalog, or stands under the section itself. */
export async function requireParent(db: Db, parentId: number, section: Place): Promise<void> {
  const parent = await findSection(db, parentId);
  if (!parent) throw refusal('200700300050', 'Iblock is not exists');
  const isNew = section.id === 0;
  const code = isNew ? '200700300000' : '200700300010';
  if (parent.iblockId !== section.iblockId) {
    throw refusal(code, 'The parent section belongs to another information block');
  }
  if (!isNew && (await withBelow(db, section)).includes(parentId)) {
    throw refusal(code, 'A section cannot stand under itself');
  }
}

const memberColumns = ['id', 'iblockSectionId', 'iblockSection'] as const;

/** Products that may stand in one of the sections: by their main one, or by their list. */
async function membersOf({ query }: Db, iblockId: number, sections: readonly number[]) {
  const members = await query
    .selectFrom('product')
    .select(memberColumns)
    .where('iblockId', '=', iblockId)
    .where('iblockSection', 'is not', null)
    .execute();
  for await (const part of inChunks(sections)) {
    const rows = await query
      .selectFrom('product')
      .select(memberColumns)
      .where('iblockSectionId', 'in', part)
      .where('iblockSection', 'is', null)
      .execute();
    members.push(...rows);
  }
  return members;
}

type Member = Awaited<ReturnType<typeof membersOf>>[number];

/** Takes a product out of sections that go; it stays in its others, or goes with them. */
async function leave(context: Context, gone: ReadonlySet<number>, member: Member): Promise<void> {
  const { id, iblockSectionId } = member;
  const sections = sectionsOf(member);
  const kept = sections.filter((one) => !gone.has(one));
  if (kept.length === sections.length) return;
  if (kept.length === 0) return deleteProduct(context, id, 'product');
  await context.db.query
    .updateTable('product')
    .set(sectionColumns(kept, iblockSectionId))
    .where('id', '=', id)
    .execute();
}

/** Deletes what stands under a section: sections, and products that are in none but these. */
export async function emptySection(context: Context, section: Place): Promise<void> {
  const { db } = context;
  const below = await withBelow(db, section);
  const gone = new Set(below);
  for await (const part of inChunks(await membersOf(db, section.iblockId, below))) {
    for (const member of part) await leave(context, gone, member);
  }
  for await (const part of inChunks(below)) {
    await db.query.deleteFrom('section').where('id', 'in', part).execute();
  }
}
