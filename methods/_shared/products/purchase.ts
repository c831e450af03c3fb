import {
  type Caller,
  type FilterNode,
  fieldRefusal,
  fieldsNamed,
  type ListRequest,
  may,
} from '../../../src/core/index.ts';
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

/**
 * Throws where a filter or an order names what the caller may not know. What is changed or deleted by
 * a filter must not be more than it says, so that a condition cannot be dropped there.
 */
export function requireKnown(asked: ListRequest, caller: Caller): void {
  const known = knownTo(caller);
  const hidden = [...fieldsNamed(asked)].find((field) => !known(field));
  if (hidden === undefined) return;
  const message = `Unknown field \`${hidden}\``;
  throw fieldRefusal('0', message, [{ field: hidden, message }]);
}
