import { type Db, prepare } from '../../src/core/index.ts';
import { roundTo } from './decimals.ts';

/** Units of the base currency for one of each currency. */
export type Rates = ReadonlyMap<string, number>;

const allRates = prepare<object>()((db) => db.selectFrom('currency').select(['currency', 'rate']));

export async function loadRates(db: Db): Promise<Rates> {
  const rows = await db.all(allRates, {});
  return new Map(rows.map(({ currency, rate }) => [currency, rate]));
}

const DECIMALS = 4;

/** An amount in the base currency; one without a currency, or with an unknown one, as it is. */
export const inBase = (amount: number, currency: string | null, rates: Rates): number => {
  const rate = currency === null ? 1 : (rates.get(currency) ?? 1);
  return rate === 1 ? amount : roundTo(amount * rate, DECIMALS);
};
