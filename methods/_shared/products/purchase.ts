import { type Caller, type FilterNode, may } from '../../../src/core/index.ts';
import { rights } from '../rights.ts';

const purchase: ReadonlySet<string> = new Set(['purchasingCurrency', 'purchasingPrice']);

/** Whether the caller may know what was paid for products. */
export const seesPurchase = (caller: Caller): boolean => may(caller, rights.purchaseView);

/**
 * The fields of products that the caller may know. The others are absent from answers (spec/catalog.md
 * section 4), and neither filtered nor sorted by, which would tell them all the same.
 */
export const knownTo = (caller: Caller): ((field: string) => boolean) =>
  seesPurchase(caller) ? () => true : (field) => !purchase.has(field);

/** The conditions on fields that are kept, in groups too. */
export const conditionsOn = (
  nodes: readonly FilterNode[],
  kept: (field: string) => boolean,
): FilterNode[] =>
  nodes.flatMap((node): FilterNode[] => {
    if ('field' in node) return kept(node.field) ? [node] : [];
    return [{ ...node, conditions: conditionsOn(node.conditions, kept) }];
  });
