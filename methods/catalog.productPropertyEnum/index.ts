import { productPropertyEnum } from '../../schemas/productPropertyEnum.ts';
import '../../schemas/propertyValue.ts';
import { propertyErrors, requireProperty } from '../../catalog/properties/propertyRules.ts';
import { requireElementRight, rights, useProperties } from '../../catalog/rights.ts';
import { type Context, crud, type RowChange, refusal } from '../../src/core/index.ts';

/** Throws for a value of what is no list, or with the external id of another one. */
async function check(context: Context, { on, id, row, stored }: RowChange): Promise<void> {
  if (on === 'delete') return;
  const property = await requireProperty(context, row.propertyId, 'productPropertyEnum');
  requireElementRight(context.caller, rights.iblockEdit, '0');
  if (property.propertyType !== 'L') throw refusal('0', 'Only list properties are supported');
  if (stored && row.propertyId !== stored.propertyId) {
    throw refusal('0', 'The property of a list value cannot be changed');
  }
  const taken = await context.db.query
    .selectFrom('productPropertyEnum')
    .select('id')
    .where('propertyId', '=', property.id)
    .where('xmlId', '=', String(row.xmlId))
    .where('id', '!=', id)
    .executeTakeFirst();
  if (!taken) return;
  throw context.profile === 'documented'
    ? refusal(
        'BX_INVALID_VALUE',
        `A record with the value "External code" equal to "${row.xmlId}" already exists in the database`,
      )
    : refusal('0', `A value with xmlId '${row.xmlId}' already exists.`);
}

/** The values that a list property may have; products lose one that is deleted. */
export default crud({
  name: 'productPropertyEnum',
  plural: 'productPropertyEnums',
  table: 'productPropertyEnum',
  schema: productPropertyEnum,
  scope: 'catalog',
  read: useProperties,
  write: useProperties,
  asks: { save: [rights.iblockEdit] },
  errors: {
    save: [
      ...propertyErrors('productPropertyEnum'),
      ['0', 'Only list properties are supported'],
      [
        'BX_INVALID_VALUE',
        'A record with the value "External code" equal to "…" already exists in the database',
      ],
      ['0', "A value with xmlId '…' already exists."],
    ],
    update: [['0', 'The property of a list value cannot be changed']],
  },
  defaults: () => ({ def: 'N', sort: 500 }),
  check,
  async changed({ db }, { on, id, row }) {
    if (on !== 'delete') return;
    await db.query
      .deleteFrom('propertyValue')
      .where('propertyId', '=', Number(row.propertyId))
      .where('number', '=', id)
      .execute();
  },
});
