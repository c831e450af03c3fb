import { allCurrencies } from '../../catalog/crm/currencies.ts';
import { read } from '../../src/core/index.ts';

/** The code of the base currency, bare; null where there is none. */
export default read({
  about: 'Tells the base currency.',
  scope: 'crm',
  params: {},
  result: 'text or null',
  async run({ db }) {
    const rows = await db.all(allCurrencies, {});
    return rows.find(({ base }) => base === 'Y')?.currency ?? null;
  },
});
