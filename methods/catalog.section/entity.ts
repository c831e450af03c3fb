import { findCatalog } from '../../catalog/catalogs.ts';
import { readSections, requireElementRight, rights } from '../../catalog/rights.ts';
import { usedError } from '../../catalog/stock/detachFromDocuments.ts';
import { section } from '../../schemas/section.ts';
import { crud, refusal } from '../../src/core/index.ts';
import { emptySection, requireParent } from './tree.ts';

/** Sections of catalogs, a tree in each; a deleted one takes with it what stands under it. */
export const verbs = crud({
  name: 'section',
  plural: 'sections',
  table: 'section',
  schema: section,
  scope: 'catalog',
  missingCode: '200700300030',
  read: readSections,
  write: readSections,
  asks: { save: [rights.elementEdit], delete: [rights.elementEdit] },
  errors: {
    list: [
      ['0', 'Required filter fields: iblockId'],
      ['200700300050', 'Iblock is not exists'],
    ],
    save: [
      ['200700300050', 'Iblock is not exists'],
      ['200040300040', 'Access Denied'],
      ['200700300040', 'Duplicate entry for key [code]'],
    ],
    add: [['200700300000', 'The parent section belongs to another information block']],
    update: [
      ['200700300010', 'A section cannot move to another information block'],
      ['200700300010', 'The parent section belongs to another information block'],
      ['200700300010', 'A section cannot stand under itself'],
    ],
    delete: [['200040300050', 'Access Denied'], usedError],
  },
  defaults: () => ({ active: 'Y', sort: 500, descriptionType: 'text' }),
  async check({ caller, db }, { on, id, given, row, stored }) {
    if (on === 'delete') return;
    const iblockId = Number(row.iblockId);
    if (!(await findCatalog(db, iblockId))) throw refusal('200700300050', 'Iblock is not exists');
    requireElementRight(caller, rights.elementEdit, '200040300040');
    if (stored && stored.iblockId !== iblockId) {
      throw refusal('200700300010', 'A section cannot move to another information block');
    }
    const parentId = Number(given.iblockSectionId ?? 0);
    if (parentId !== 0) await requireParent(db, parentId, { id, iblockId });
    if (!given.code) return;
    const taken = await db.query
      .selectFrom('section')
      .select('id')
      .where('iblockId', '=', iblockId)
      .where('code', '=', String(given.code))
      .where('id', '!=', id)
      .executeTakeFirst();
    if (taken) throw refusal('200700300040', 'Duplicate entry for key [code]');
  },
  async changed(context, { on, id, row }) {
    if (on === 'delete') await emptySection(context, { id, iblockId: Number(row.iblockId) });
  },
});
