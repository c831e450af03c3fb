import { changePriceTypes } from '../../catalog/rights.ts';
import { priceTypeGroup } from '../../schemas/priceTypeGroup.ts';
import { refusal, write } from '../../src/core/index.ts';

/** Bare `true`; the two profiles word the absence of the row differently. */
export default write({
  about: 'Deletes one right of a customer group.',
  scope: 'catalog',
  params: { id: { type: 'integer', description: 'Identifier' } },
  right: changePriceTypes,
  result: 'true',
  errors: [
    ['0', 'Entity does not exist'],
    ['0', 'Entity is not exists'],
  ],
  entity: { schema: priceTypeGroup },
  async run({ db, profile }, { id }) {
    const { numDeletedRows } = await db.query
      .deleteFrom('priceTypeGroup')
      .where('id', '=', id)
      .executeTakeFirst();
    if (numDeletedRows > 0n) return true;
    throw refusal('0', `Entity ${profile === 'live' ? 'is not exists' : 'does not exist'}`);
  },
});
