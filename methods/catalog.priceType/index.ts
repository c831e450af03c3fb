import { emitChange } from '../../catalog/events.ts';
import { changePriceTypes, readPriceTypes } from '../../catalog/rights.ts';
import { priceType } from '../../schemas/priceType.ts';
import { type Context, crud, type RowChange, refusal } from '../../src/core/index.ts';

/** Customer groups that a new price type is open to: administrators and all users. */
const FIRST_GROUPS = [1, 2];

/** Tables whose rows name their price type in `catalogGroupId` and go with it. */
const hanging = ['price', 'roundingRule'] as const;

const touched = ({ caller, now }: Context) => ({
  modifiedBy: caller.userId,
  timestampX: Math.floor(now / 1000),
});

function check(_context: Context, { on, row }: RowChange): void {
  if (on === 'delete') {
    if (row.base === 'Y') throw refusal('BASE', 'The base price type cannot be deleted');
    return;
  }
  if (String(row.name ?? '').trim() === '') {
    throw refusal('ERROR_CORE', 'The name of the price type is not specified');
  }
}

/** Whatever is no Y is N, and there is one base type; a weight that is none becomes the usual one. */
async function settle({ db: { query } }: Context, { id, row }: RowChange): Promise<void> {
  const base = row.base === 'Y' ? 'Y' : 'N';
  const sort = Number(row.sort) > 0 ? Number(row.sort) : 100;
  if (base === 'Y') {
    await query.updateTable('priceType').set({ base: 'N' }).where('base', '=', 'Y').execute();
  }
  await query.updateTable('priceType').set({ base, sort }).where('id', '=', id).execute();
}

async function openToAll({ db: { query } }: Context, { id }: RowChange): Promise<void> {
  const rows = FIRST_GROUPS.flatMap((groupId) => [
    { catalogGroupId: id, groupId, access: 'N' },
    { catalogGroupId: id, groupId, access: 'Y' },
  ]);
  await query.insertInto('priceTypeGroup').values(rows).execute();
}

async function clear({ db: { query } }: Context, { id }: RowChange): Promise<void> {
  for (const table of hanging) {
    await query.deleteFrom(table).where('catalogGroupId', '=', id).execute();
  }
}

/** A portal tells of the settling after an add too. */
async function changed(context: Context, change: RowChange): Promise<void> {
  const { on, id } = change;
  if (on === 'delete') {
    await clear(context, change);
    return emitChange(context, 'PRICE.TYPE', 'DELETE', id);
  }
  await settle(context, change);
  if (on === 'add') {
    await openToAll(context, change);
    await emitChange(context, 'PRICE.TYPE', 'ADD', id);
  }
  await emitChange(context, 'PRICE.TYPE', 'UPDATE', id);
}

/** Price types; with one go its prices, group rights and translations. */
export default crud({
  name: 'priceType',
  plural: 'priceTypes',
  table: 'priceType',
  schema: priceType,
  scope: 'catalog',
  missingCode: '201000000000',
  read: readPriceTypes,
  write: changePriceTypes,
  errors: {
    save: [['ERROR_CORE', 'The name of the price type is not specified']],
    delete: [['BASE', 'The base price type cannot be deleted']],
  },
  defaults: (context) => ({
    base: 'N',
    createdBy: context.caller.userId,
    dateCreate: Math.floor(context.now / 1000),
    ...touched(context),
  }),
  touched,
  check,
  changed,
});
