import { readPriceTypes } from '../../catalog/rights.ts';
import { Page, read } from '../../src/core/index.ts';

/** `{ languages: [{ active, lid, name }] }`, all of them, with `total`. */
export default read({
  about: 'Lists the languages that a price type may be named in.',
  scope: 'catalog',
  params: {},
  right: readPriceTypes,
  result: { rows: 'languages' },
  async run({ db }) {
    const languages = await db.query
      .selectFrom('language')
      .select(['active', 'lid', 'name'])
      .orderBy('lid')
      .execute();
    return new Page({ languages }, languages.length, undefined);
  },
});
