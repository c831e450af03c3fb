import type { Expression, SelectQueryBuilder, SqlBool } from 'kysely';
import { type AnyBuilder, type Condition, conditionExpression } from './condition.ts';

/** Rows of `drivingId`. */
// biome-ignore lint/suspicious/noExplicitAny: of whatever tables
type DrivingIds = SelectQueryBuilder<any, any, { drivingId: unknown }>;

/** A field that is no column of the table: how rows are found and sorted by it. */
export interface VirtualField {
  /** What its expressions depend on, but for the operands of conditions. */
  readonly shape: unknown;
  /** `counting` where all rows that match are read, and not a page of them. */
  matches(eb: AnyBuilder, condition: Condition, counting: boolean): Expression<SqlBool>;
  sortKey(eb: AnyBuilder): Expression<unknown>;
  /** The ids of the rows that meet a driving condition, each once, from an index by id. */
  driving?(eb: AnyBuilder, condition: Condition): DrivingIds;
}

export type VirtualFields = ReadonlyMap<string, VirtualField>;

/** The field `id` where a condition drives the query: it is read from the index of that condition. */
export const drivingId: VirtualField = {
  shape: 'driving',
  matches: (eb, condition) => conditionExpression(eb, condition, 'driving.drivingId'),
  sortKey: (eb) => eb.ref('driving.drivingId'),
};
