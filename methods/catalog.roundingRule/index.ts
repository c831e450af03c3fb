import { emitChangeOf } from '../../catalog/events.ts';
import { ROUND_PRECISIONS, ROUND_TYPES } from '../../catalog/prices/rounding.ts';
import { changePriceTypes, readPriceTypes } from '../../catalog/rights.ts';
import { roundingRule } from '../../schemas/roundingRule.ts';
import { type Context, crud, refusal } from '../../src/core/index.ts';

const touched = ({ caller, now }: Context) => ({
  modifiedBy: caller.userId,
  dateModify: Math.floor(now / 1000),
});

const requireOneOf = (what: string, known: readonly number[], value: unknown): void => {
  if (known.includes(value as number)) return;
  const values = known.join(', ');
  throw refusal('0', `Invalid rounding ${what} provided. The available values are: ${values}`);
};

/** Rules by which a cart rounds; the price type is not looked up, as on a portal. */
export default crud({
  name: 'roundingRule',
  plural: 'roundingRules',
  table: 'roundingRule',
  schema: roundingRule,
  scope: 'catalog',
  missingCode: '200900000000',
  read: readPriceTypes,
  write: changePriceTypes,
  errors: {
    save: [['0', 'Invalid rounding … provided. The available values are: …']],
  },
  defaults: (context) => ({
    ...touched(context),
    createdBy: context.caller.userId,
    dateCreate: Math.floor(context.now / 1000),
  }),
  touched,
  check(_context, { on, row }) {
    if (on === 'delete') return;
    requireOneOf('type', ROUND_TYPES, row.roundType);
    requireOneOf('precision', ROUND_PRECISIONS, row.roundPrecision);
  },
  changed: emitChangeOf('ROUNDING'),
});
