import { priceTypeExists } from '../../catalog/prices/priceTypes.ts';
import { changePriceTypes, readPriceTypes } from '../../catalog/rights.ts';
import { priceTypeLang } from '../../schemas/priceTypeLang.ts';
import {
  type Context,
  crud,
  type RowChange,
  refusal,
  requireFields,
} from '../../src/core/index.ts';
import getLanguages from './getLanguages.ts';

/** An update may leave out what is required, but not empty it. */
async function check({ db }: Context, { on, id, row }: RowChange): Promise<void> {
  if (on === 'delete') return;
  requireFields(priceTypeLang, row);
  if (!(await priceTypeExists(db, row.catalogGroupId))) {
    throw refusal('201000000000', 'The specified price type does not exist');
  }
  const lang = String(row.lang);
  const language = await db.query
    .selectFrom('language')
    .select('lid')
    .where('lid', '=', lang)
    .executeTakeFirst();
  if (!language) throw refusal('201200000010', 'The specified language does not exist');
  const same = await db.query
    .selectFrom('priceTypeLang')
    .select('id')
    .where('catalogGroupId', '=', Number(row.catalogGroupId))
    .where('lang', '=', lang)
    .where('id', '!=', id)
    .executeTakeFirst();
  if (same) throw refusal('400', 'Duplicate entry for key [catalogGroupId, lang]');
}

const methods = crud({
  name: 'priceTypeLang',
  plural: 'priceTypeLangs',
  table: 'priceTypeLang',
  schema: priceTypeLang,
  scope: 'catalog',
  missingCode: '201200000000',
  read: readPriceTypes,
  write: changePriceTypes,
  errors: {
    save: [
      ['0', 'Required fields: …'],
      ['201000000000', 'The specified price type does not exist'],
      ['201200000010', 'The specified language does not exist'],
      ['400', 'Duplicate entry for key [catalogGroupId, lang]'],
    ],
  },
  check,
});

/** Names of price types in the languages of the portal. */
export default { ...methods, getLanguages };
