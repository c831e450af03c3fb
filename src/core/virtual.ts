import type { Expression, SelectQueryBuilder, SqlBool } from 'kysely';
import { type AnyBuilder, type Condition, conditionExpression } from './condition.ts';

/** Rows of `leadId`. */
// biome-ignore lint/suspicious/noExplicitAny: of whatever tables
type Leading = SelectQueryBuilder<any, any, { leadId: unknown }>;

/** A field that is no column of the table: how rows are found and sorted by it. */
export interface VirtualField {
  /** What its expressions depend on, but for the operands of conditions. */
  readonly shape: unknown;
  /** `counting` where all rows that match are read, and not a page of them. */
  matches(eb: AnyBuilder, condition: Condition, counting: boolean): Expression<SqlBool>;
  sortKey(eb: AnyBuilder): Expression<unknown>;
  /** The ids of the rows that meet a condition which leads, each once, in an index by id. */
  leading?(eb: AnyBuilder, condition: Condition): Leading;
}

export type VirtualFields = ReadonlyMap<string, VirtualField>;

/** The field `id` where a condition leads: it is read from the index of that condition. */
export const leadId: VirtualField = {
  shape: 'lead',
  matches: (eb, condition) => conditionExpression(eb, condition, 'lead.leadId'),
  sortKey: (eb) => eb.ref('lead.leadId'),
};
