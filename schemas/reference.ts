import type { ColumnType } from 'kysely';

type Flag = 'Y' | 'N';
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

declare module '../src/core/tables.ts' {
  interface Tables {
    currency: {
      currency: string;
      /** Units of the base currency for one. */
      rate: number;
      base: Flag;
      fullName: Optional<string>;
      /** The amount stands for #. */
      formatString: Optional<string>;
      decPoint: Optional<string>;
      /** N none, D point, C comma, S space, B a space that does not break. */
      thousandsVariant: Optional<string>;
      decimals: Optional<number>;
      sort: Optional<number>;
      dateUpdate: Optional<number>;
    };
  }
}
