import { allCurrencies, listed } from '../../catalog/crm/currencies.ts';
import { Page, read } from '../../src/core/index.ts';

/** A bare array, ordered by weight and code; there are few of them, so there are no pages. */
export default read({
  about: 'Lists currencies with their rates.',
  scope: 'crm',
  anyCase: true,
  params: { order: { type: 'any', optional: true, description: 'Sorting; of no account' } },
  result: 'list',
  async run({ db }) {
    const rows = await db.all(allCurrencies, {});
    return new Page(rows.map(listed), rows.length);
  },
});
