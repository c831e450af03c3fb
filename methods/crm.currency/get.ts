import { allCurrencies, alone } from '../../catalog/crm/currencies.ts';
import { read, refusal, textOf } from '../../src/core/index.ts';

/** One currency by its code, with its formats. */
export default read({
  about: 'Reads one currency.',
  scope: 'crm',
  anyCase: true,
  params: { id: { type: 'any', optional: true, description: 'Code of the currency' } },
  result: 'object',
  errors: [['', 'Not found']],
  async run({ db }, { id }) {
    const rows = await db.all(allCurrencies, {});
    const row = rows.find(({ currency }) => currency === textOf(id));
    if (!row) throw refusal('', 'Not found');
    return alone(row);
  },
});
