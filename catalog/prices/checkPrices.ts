import { type Db, type Refusal, refusal } from '../../src/core/index.ts';
import { elementError, requireElement } from '../elements.ts';
import type { PriceDraft } from './prices.ts';

/** Above it a double does not tell four decimals apart. */
export const MAX_AMOUNT = Number.MAX_SAFE_INTEGER / 1e4;

const invalid = (what: string) => refusal('0', `Validate price error. ${what}`);
const broken = (what: string) => refusal('0', `Quantity bounds error: ${what}`);

/**
 * Throws code 0 unless the drafts may be saved for the product, in a portal's order. `all` are the
 * prices that the product has then, the drafts among them.
 */
export async function checkPrices(
  db: Db,
  productId: number,
  drafts: readonly PriceDraft[],
  all: readonly PriceDraft[],
): Promise<void> {
  const types = await knownTypes(db, drafts);
  if (!drafts.every(({ catalogGroupId }) => types.has(catalogGroupId))) {
    throw invalid('Catalog price group is wrong');
  }
  const byType = Map.groupBy(all, ({ catalogGroupId }) => catalogGroupId);
  for (const type of types) checkRanges(byType.get(type) ?? []);
  await requireElement({ db }, productId);
  await checkCurrencies(db, drafts);
  for (const { price } of drafts) {
    if (!(typeof price === 'number' && price >= 0 && price <= MAX_AMOUNT)) {
      throw refusal('0', `The price must be a number from 0 to ${MAX_AMOUNT}`);
    }
  }
}

async function knownTypes({ query }: Db, drafts: readonly PriceDraft[]): Promise<Set<number>> {
  const asked = [...new Set(drafts.map(({ catalogGroupId }) => catalogGroupId))];
  const rows = await query.selectFrom('priceType').select('id').where('id', 'in', asked).execute();
  return new Set(rows.map(({ id }) => id));
}

async function checkCurrencies({ query }: Db, drafts: readonly PriceDraft[]): Promise<void> {
  const asked = [...new Set(drafts.map(({ currency }) => currency))];
  const rows = await query
    .selectFrom('currency')
    .select('currency')
    .where('currency', 'in', asked)
    .execute();
  if (rows.length < asked.length) throw refusal('0', 'The specified currency does not exist');
}

const isBound = (value: number | null): boolean =>
  value === null || (Number.isSafeInteger(value) && value > 0);

/** Prices of one type: a single one without a range, or ranges that do not overlap. */
function checkRanges(rows: readonly PriceDraft[]): void {
  const unranged = rows.some((row) => row.quantityFrom === null && row.quantityTo === null);
  for (const { quantityFrom, quantityTo } of rows) {
    if (!isBound(quantityFrom) || !isBound(quantityTo)) {
      throw broken('a quantity must be a positive integer');
    }
    if ((quantityFrom ?? 1) > (quantityTo ?? Number.POSITIVE_INFINITY)) {
      throw broken('quantityFrom is greater than quantityTo');
    }
  }
  if (unranged && rows.length > 1) {
    throw invalid('Catalog product is allowed has only single price without ranges in price group');
  }
  let end = 0;
  for (const row of rows.toSorted((a, b) => (a.quantityFrom ?? 1) - (b.quantityFrom ?? 1))) {
    if ((row.quantityFrom ?? 1) <= end) throw broken('ranges overlap');
    end = row.quantityTo ?? Number.POSITIVE_INFINITY;
  }
}

/** What `checkPrices` refuses, in its order. */
export const priceErrors: readonly Refusal[] = [
  ['0', 'Validate price error. Catalog price group is wrong'],
  [
    '0',
    'Validate price error. Catalog product is allowed has only single price without ranges in price group',
  ],
  ['0', 'Quantity bounds error: …'],
  elementError,
  ['0', 'The specified currency does not exist'],
  ['0', 'The price must be a number from 0 to …'],
];
