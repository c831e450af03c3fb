import { type Db, type Row, refusal } from '../../src/core/index.ts';
import { inChunks } from '../chunks.ts';

/**
 * The sections of a product as its row holds them: the main one, and the list of all where there are
 * several.
 */
export interface SectionColumns {
  readonly iblockSectionId: number | null;
  /** JSON of at least two ids, the main one among them. */
  readonly iblockSection: string | null;
}

/** The ids of the sections in which a product stands. */
export function sectionsOf({ iblockSectionId: main, iblockSection }: Row): number[] {
  if (typeof iblockSection === 'string') return JSON.parse(iblockSection);
  return main ? [Number(main)] : [];
}

/**
 * The columns of a product that stands in these sections. The main one is `wanted` where it is among
 * them, and else the one with the smallest id, as on a portal (api_help of iblock, "Binding elements to
 * sections").
 */
export function sectionColumns(ids: readonly number[], wanted?: unknown): SectionColumns {
  if (ids.length === 0) return { iblockSectionId: null, iblockSection: null };
  const main = ids.find((id) => id === wanted) ?? Math.min(...ids);
  return { iblockSectionId: main, iblockSection: ids.length > 1 ? JSON.stringify(ids) : null };
}

/**
 * The section that a product of the catalog gets: none where the one asked for belongs to another
 * catalog, as in the documented offer.add. Throws for one that does not exist.
 */
async function sectionIn(db: Db, iblockId: number, asked: unknown): Promise<number | null> {
  if (!asked) return null;
  const section = await db.query
    .selectFrom('section')
    .select(['id', 'iblockId'])
    .where('id', '=', Number(asked))
    .executeTakeFirst();
  if (!section) throw refusal('0', 'Section iblockSectionId is not exists');
  return section.iblockId === iblockId ? section.id : null;
}

/** Those of the sections that are in the catalog. */
async function sectionsIn(db: Db, iblockId: number, asked: unknown): Promise<number[]> {
  const ids: number[] = typeof asked === 'string' ? JSON.parse(asked) : [];
  const known = new Set<number>();
  for await (const part of inChunks(ids)) {
    const rows = await db.query
      .selectFrom('section')
      .select('id')
      .where('id', 'in', part)
      .where('iblockId', '=', iblockId)
      .execute();
    for (const { id } of rows) known.add(id);
  }
  return ids.filter((id) => known.has(id));
}

/**
 * The columns that follow from what a call gave; none where it gave neither a list nor a main section.
 * A main section alone stays among the sections of `stored` where it is one of them, and takes the place
 * of all of them where it is none.
 */
export async function settleSections(
  db: Db,
  iblockId: number,
  given: Row,
  stored: Row = {},
): Promise<SectionColumns | undefined> {
  const hasMain = 'iblockSectionId' in given;
  const main = hasMain ? await sectionIn(db, iblockId, given.iblockSectionId) : undefined;
  if ('iblockSection' in given) {
    const listed = await sectionsIn(db, iblockId, given.iblockSection);
    if (listed.length === 0 && main) return sectionColumns([main]);
    return sectionColumns(listed, hasMain ? main : stored.iblockSectionId);
  }
  if (!hasMain) return undefined;
  if (!main) return sectionColumns([]);
  const before = sectionsOf(stored);
  return sectionColumns(before.includes(main) ? before : [main], main);
}
