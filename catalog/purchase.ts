import {
  type Caller,
  type FilterNode,
  fieldRefusal,
  fieldsNamed,
  type ListRequest,
  may,
} from '../src/core/index.ts';
import { rights } from './rights.ts';

/** Of products, of lines of documents, and what documents add up to. */
const purchase: ReadonlySet<string> = new Set(['purchasingCurrency', 'purchasingPrice', 'total']);

/** Whether the caller may know what was paid for products. */
export const seesPurchase = (caller: Caller): boolean => may(caller, rights.purchaseView);

/**
 * The fields that the caller may know. The others are absent from answers (spec/catalog.md
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

/** What of a request the caller may know. */
export function knownRequest(asked: ListRequest, caller: Caller): ListRequest {
  const known = knownTo(caller);
  return {
    ...asked,
    fields: asked.fields.filter(known),
    conditions: conditionsOn(asked.conditions, known),
    order: asked.order.filter(([field]) => known(field)),
  };
}

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
