import { priceTypeExists } from '../../catalog/prices/priceTypes.ts';
import { changePriceTypes, readPriceTypes } from '../../catalog/rights.ts';
import { priceTypeGroup } from '../../schemas/priceTypeGroup.ts';
import { type Context, crud, type RowChange, refusal } from '../../src/core/index.ts';
import remove from './delete.ts';

async function check({ db }: Context, { row }: RowChange): Promise<void> {
  const { catalogGroupId, groupId, access } = row as Record<string, unknown>;
  if (!(await priceTypeExists(db, catalogGroupId))) {
    throw refusal('0', 'The specified price type does not exist');
  }
  const group = await db.query
    .selectFrom('userGroup')
    .select('id')
    .where('id', '=', Number(groupId))
    .executeTakeFirst();
  if (!group) throw refusal('0', 'The specified group does not exist');
  if (access === undefined) {
    throw refusal('0', 'Invalid access type provided. The available values are: Y, N');
  }
  const same = await db.query
    .selectFrom('priceTypeGroup')
    .select('id')
    .where('catalogGroupId', '=', Number(catalogGroupId))
    .where('groupId', '=', Number(groupId))
    .where('access', '=', String(access))
    .executeTakeFirst();
  if (same) throw refusal('0', 'The specified access type for this group already exists');
}

const { add, getFields, list } = crud({
  name: 'priceTypeGroup',
  plural: 'priceTypeGroups',
  table: 'priceTypeGroup',
  schema: priceTypeGroup,
  scope: 'catalog',
  read: readPriceTypes,
  write: changePriceTypes,
  errors: {
    save: [
      ['0', 'The specified price type does not exist'],
      ['0', 'The specified group does not exist'],
      ['0', 'Invalid access type provided. The available values are: Y, N'],
      ['0', 'The specified access type for this group already exists'],
    ],
  },
  check,
});

/** Which customer groups see a price type and buy at it; there is neither a get nor an update. */
export default { add, delete: remove, getFields, list };
