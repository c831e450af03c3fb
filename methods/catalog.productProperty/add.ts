import { rights } from '../../catalog/rights.ts';
import { write } from '../../src/core/index.ts';
import { entity } from './entity.ts';
import { isBoolEnum, normalFields } from './normal.ts';

/** `{ productProperty }`, the stored row. A yes-or-no property gets its one value along. */
export default write({
  ...entity.add,
  asks: [rights.iblockEdit],
  async run(context, { fields }) {
    const answer = await entity.add.run(context, { fields: normalFields(fields) });
    if (isBoolEnum(fields)) {
      const { id } = (answer as { productProperty: { id: number } }).productProperty;
      const yes = { propertyId: id, value: 'Y', xmlId: 'Y', def: 'N', sort: 500 };
      await context.db.query.insertInto('productPropertyEnum').values(yes).execute();
    }
    return answer;
  },
});
