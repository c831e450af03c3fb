import { isoTime, prepare } from '../../src/core/index.ts';

export const allCurrencies = prepare<object>()((db) =>
  db.selectFrom('currency').selectAll().orderBy('sort').orderBy('currency'),
);

interface CurrencyRow {
  readonly currency: string;
  readonly rate: number;
  readonly base: string;
  readonly fullName: string | null;
  readonly formatString: string | null;
  readonly decPoint: string | null;
  readonly thousandsVariant: string | null;
  readonly decimals: number | null;
  readonly sort: number | null;
  readonly dateUpdate: number | null;
}

const separators: Readonly<Record<string, string>> = { B: '&nbsp;', C: ',', D: '.', N: '', S: ' ' };

const LANGUAGE = 'en';

/** How amounts of a currency are written. */
function formatOf(row: CurrencyRow) {
  const variant = row.thousandsVariant ?? 'S';
  return {
    FORMAT_STRING: row.formatString ?? `# ${row.currency}`,
    FULL_NAME: row.fullName ?? row.currency,
    DEC_POINT: row.decPoint ?? '.',
    THOUSANDS_SEP: separators[variant] ?? ' ',
    THOUSANDS_VARIANT: variant,
    DECIMALS: String(row.decimals ?? 2),
    HIDE_ZERO: 'N',
  };
}

/** A currency in a list; everything is a text, as the older crm methods answer. */
export function listed(row: CurrencyRow) {
  const { FULL_NAME, FORMAT_STRING, DEC_POINT, THOUSANDS_SEP, DECIMALS } = formatOf(row);
  return {
    CURRENCY: row.currency,
    AMOUNT_CNT: '1',
    AMOUNT: row.rate.toFixed(4),
    SORT: String(row.sort ?? 100),
    BASE: row.base,
    FULL_NAME,
    LID: LANGUAGE,
    FORMAT_STRING,
    DATE_UPDATE: row.dateUpdate === null ? null : isoTime(row.dateUpdate),
    DEC_POINT,
    THOUSANDS_SEP,
    DECIMALS,
  };
}

/** A currency alone: with its formats by language, of which the SDKs take theirs. */
export const alone = (row: CurrencyRow) => ({
  ...listed(row),
  LANG: { [LANGUAGE]: formatOf(row) },
});
