import type { Generated } from 'kysely';

type Flag = 'Y' | 'N';

declare module '../src/core/tables.ts' {
  interface Tables {
    section: {
      id: Generated<number>;
      iblockId: number;
      iblockSectionId: number | null;
      name: string;
      code: string | null;
      xmlId: string | null;
      active: Flag;
      sort: number;
    };
    productProperty: {
      id: Generated<number>;
      iblockId: number;
      name: string;
      code: string | null;
      active: Flag;
      sort: number;
      /** N, S, L, F, E or G. */
      propertyType: string;
      userType: string | null;
      multiple: Flag;
    };
    measure: {
      id: Generated<number>;
      code: number;
      measureTitle: string;
      symbol: string | null;
      symbolIntl: string | null;
      symbolLetterIntl: string | null;
      isDefault: Flag;
    };
    store: { id: Generated<number>; title: string; address: string; active: Flag; sort: number };
    currency: {
      currency: string;
      /** Units of the base currency for one. */
      rate: number;
      base: Flag;
    };
  }
}
