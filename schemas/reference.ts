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
    priceType: {
      id: Generated<number>;
      name: string;
      base: Flag;
      sort: number;
      xmlId: string | null;
      createdBy: number;
      modifiedBy: number;
      dateCreate: number;
      timestampX: number;
    };
    price: {
      id: Generated<number>;
      productId: number;
      catalogGroupId: number;
      price: number;
      currency: string;
      /** In the base currency. */
      priceScale: number | null;
      extraId: number | null;
      quantityFrom: number | null;
      quantityTo: number | null;
      timestampX: number | null;
    };
    currency: {
      currency: string;
      /** Units of the base currency for one. */
      rate: number;
      base: Flag;
    };
  }
}
