import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { refusal } from '../errors.ts';
import type { Pattern } from './pattern.ts';

/** How a condition compares; `like` and `glob` are the two ways to write a pattern. */
export type Operator = Comparison | Pattern['operator'] | `!${Pattern['operator']}`;

export type Comparison = '=' | '!' | '>=' | '>' | '<=' | '<';

/** One checked condition: `field` is a name of the schema, `value` is cast by its type. */
export interface Condition {
  readonly field: string;
  readonly operator: Operator;
  /** One value or, of `=` and `!`, a list of them; of a pattern's operator, the pattern of SQL. */
  readonly value: unknown;
  /**
   * How the rows that meet a condition on a virtual field are found; without it each row on the way is
   * asked. `set`: few rows match and are read first. `driving`: rows are read in the order of their ids from
   * the index of this condition, which drives the query.
   */
  readonly by?: 'set' | 'driving';
}

/** Conditions that hold together, or of which one does; `negative` turns it round. */
export interface ConditionGroup {
  readonly logic: 'and' | 'or';
  readonly conditions: readonly FilterNode[];
  readonly negative: boolean;
}

export type FilterNode = Condition | ConditionGroup;

/** Of all conditions together. */
const MAX_ALL_VALUES = 20_000;

// biome-ignore lint/suspicious/noExplicitAny: one filter serves every table
export type AnyBuilder = ExpressionBuilder<any, any>;

const valuesIn = (nodes: readonly FilterNode[]): number =>
  nodes.reduce((sum, node) => {
    if ('logic' in node) return sum + valuesIn(node.conditions);
    return sum + (Array.isArray(node.value) ? node.value.length : 1);
  }, 0);

/** Throws for more values than a statement can name, in however many conditions they come. */
export function requireFewValues(nodes: readonly FilterNode[]): void {
  const given = valuesIn(nodes);
  if (given <= MAX_ALL_VALUES) return;
  const text = `A filter takes at most ${MAX_ALL_VALUES} values in all its conditions, ${given} given`;
  throw refusal('0', text);
}

const isAnyOf = (
  eb: AnyBuilder,
  column: string,
  values: readonly unknown[],
): Expression<SqlBool> => {
  const given = values.filter((value) => value !== null);
  return eb.or([
    ...(given.length < values.length ? [eb(column, 'is', null)] : []),
    ...(given.length > 0 ? [eb(column, 'in', given)] : []),
  ]);
};

/**
 * A filter as an expression of the query builder; values are always bound. `special` makes that of a
 * field which is no column.
 */
export function toExpression(
  eb: AnyBuilder,
  node: FilterNode,
  special?: (one: Condition) => Expression<SqlBool> | undefined,
): Expression<SqlBool> {
  if (!('logic' in node)) return special?.(node) ?? conditionExpression(eb, node);
  const parts = node.conditions.map((one) => toExpression(eb, one, special));
  const joined = node.logic === 'or' && parts.length > 0 ? eb.or(parts) : eb.and(parts);
  // A comparison with null is neither true nor false; what is not true is what a negation asks for.
  return node.negative ? sql<SqlBool>`(${joined}) is not true` : joined;
}

/** One condition on a column, by default that of its field's name. */
export function conditionExpression(
  eb: AnyBuilder,
  { field, operator, value }: Condition,
  column = field,
): Expression<SqlBool> {
  const like = () => sql<SqlBool>`${eb.ref(column)} like ${value} escape '\\'`;
  const glob = () => sql<SqlBool>`${eb.ref(column)} glob ${value}`;
  const differs = (same: Expression<SqlBool>) => eb.or([eb.not(same), eb(column, 'is', null)]);
  switch (operator) {
    case '=':
      if (Array.isArray(value)) return isAnyOf(eb, column, value);
      return value === null ? eb(column, 'is', null) : eb(column, '=', value);
    case '!':
      if (value === null) return eb(column, 'is not', null);
      if (!Array.isArray(value)) return eb.or([eb(column, '!=', value), eb(column, 'is', null)]);
      if (value.includes(null)) return sql<SqlBool>`(${isAnyOf(eb, column, value)}) is not true`;
      return differs(isAnyOf(eb, column, value));
    case 'like':
      return like();
    case '!like':
      return differs(like());
    case 'glob':
      return glob();
    case '!glob':
      return differs(glob());
    default:
      return eb(column, operator, value);
  }
}
