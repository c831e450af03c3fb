import { describe, expect, it } from 'vitest';
import { isoTime } from '../../src/core/wire/time.ts';
import { testPortal } from '../portal.ts';
import { describeCrud } from './_crud.ts';
import { refused } from './_given.ts';

const now = isoTime(1_750_000_000);
const fields = { catalogGroupId: 1, price: '1000', roundType: 4, roundPrecision: 100 };

describeCrud({
  entity: 'catalog.roundingRule',
  name: 'roundingRule',
  plural: 'roundingRules',
  fields,
  row: {
    catalogGroupId: 1,
    createdBy: 1,
    dateCreate: now,
    dateModify: now,
    modifiedBy: 1,
    price: 1000,
    roundPrecision: 100,
    roundType: 4,
  },
  change: { catalogGroupId: 1, price: 0, roundType: 1, roundPrecision: 0.05 },
  changed: { price: 0, roundType: 1, roundPrecision: 0.05 },
  required: ['catalogGroupId', 'price', 'roundType', 'roundPrecision'],
  codes: { missing: '200900000000', read: '200040300010', write: '200040300020' },
});

const precisions =
  '0.0001, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000';

describe('catalog.roundingRule, its own rules', () => {
  it.each([
    [
      'roundType 3',
      { roundType: 3 },
      'Invalid rounding type provided. The available values are: 1, 2, 4',
    ],
    [
      'roundType x',
      { roundType: 'x' },
      'Invalid rounding type provided. The available values are: 1, 2, 4',
    ],
    [
      'roundPrecision 3',
      { roundPrecision: 3 },
      `Invalid rounding precision provided. The available values are: ${precisions}`,
    ],
  ])('add and update refuse %s', async (_what, wrong, message) => {
    const { as } = await testPortal();
    const { result } = await as(1)('catalog.roundingRule.add', { fields });
    const { id } = result.roundingRule;
    for (const verb of ['add', 'update']) {
      const params = { id, fields: { ...fields, ...wrong } };
      expect(await as(1)(`catalog.roundingRule.${verb}`, params)).toEqual(
        refused('documented', '0', message),
      );
    }
    expect((await as(1)('catalog.roundingRule.list')).total).toBe(1);
  });

  it('keeps who made it, and tells who changed it', async () => {
    const { as, userWith } = await testPortal();
    const { result } = await as(1)('catalog.roundingRule.add', { fields });
    const user = await userWith('priceType.edit');
    const { id } = result.roundingRule;
    const changed = await as(user)('catalog.roundingRule.update', {
      id,
      fields: { ...fields, createdBy: 3, modifiedBy: 3 },
    });
    expect(changed.result.roundingRule).toMatchObject({ createdBy: 1, modifiedBy: user });
  });
});
