import { type Caller, may } from '../src/core/index.ts';
import { rights } from './rights.ts';

/** Of products, of lines of documents, and what documents add up to. */
const purchase: ReadonlySet<string> = new Set(['purchasingCurrency', 'purchasingPrice', 'total']);

/** Whether the caller may know what was paid for products. */
export const seesPurchase = (caller: Caller): boolean => may(caller, rights.purchaseView);

/** The fields that the caller may know (spec/catalog.md section 4). */
export const knownTo = (caller: Caller): ((field: string) => boolean) =>
  seesPurchase(caller) ? () => true : (field) => !purchase.has(field);
