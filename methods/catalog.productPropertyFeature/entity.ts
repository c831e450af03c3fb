import { propertyErrors, requireProperty } from '../../catalog/properties/propertyRules.ts';
import { requireElementRight, rights, useProperties } from '../../catalog/rights.ts';
import { productPropertyFeature } from '../../schemas/productPropertyFeature.ts';
import { type Context, crud, type RowChange, refusal } from '../../src/core/index.ts';
import { availableFeatures } from './available.ts';

/** Throws for a feature that the property cannot have, or has already. */
async function check(context: Context, { id, row, stored }: RowChange): Promise<void> {
  const property = await requireProperty(context, row.propertyId, 'productPropertyFeature');
  requireElementRight(context.caller, rights.iblockEdit, '0');
  if (stored && row.propertyId !== stored.propertyId) {
    throw refusal('0', 'The property of a feature cannot be changed');
  }
  const { moduleId, featureId } = row;
  const available = availableFeatures(property);
  if (!available.some((one) => one.moduleId === moduleId && one.featureId === featureId)) {
    throw refusal('0', 'Invalid property parameter set');
  }
  const taken = await context.db.query
    .selectFrom('productPropertyFeature')
    .select('id')
    .where('propertyId', '=', property.id)
    .where('moduleId', '=', String(moduleId))
    .where('featureId', '=', String(featureId))
    .where('id', '!=', id)
    .executeTakeFirst();
  if (taken) throw refusal('0', 'Duplicate entry for key [propertyId, moduleId, featureId]');
}

/** There is no method that deletes one: it goes with its property. */
export const { add, get, getFields, list, update } = crud({
  name: 'productPropertyFeature',
  plural: 'productPropertyFeatures',
  table: 'productPropertyFeature',
  schema: productPropertyFeature,
  scope: 'catalog',
  read: useProperties,
  write: useProperties,
  asks: { save: [rights.iblockEdit] },
  errors: {
    save: [
      ...propertyErrors('productPropertyFeature'),
      ['0', 'Invalid property parameter set'],
      ['0', 'Duplicate entry for key [propertyId, moduleId, featureId]'],
    ],
    update: [['0', 'The property of a feature cannot be changed']],
  },
  defaults: () => ({ isEnabled: 'N' }),
  check,
});
