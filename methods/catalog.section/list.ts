import { findCatalog } from '../../catalog/catalogs.ts';
import { idOf, read, refusal, textOf } from '../../src/core/index.ts';
import { verbs } from './entity.ts';

/** The same as any list, of one catalog: `filter.iblockId` is needed. */
export default read({
  ...verbs.list,
  async run(context, params) {
    const { filter = {} } = params;
    const iblockId = Object.hasOwn(filter, 'iblockId')
      ? textOf((filter as { iblockId?: unknown }).iblockId)
      : '';
    if (iblockId === '') throw refusal('0', 'Required filter fields: iblockId');
    if (!(await findCatalog(context.db, idOf(iblockId)))) {
      throw refusal('200700300050', 'Iblock is not exists');
    }
    return verbs.list.run(context, params);
  },
});
