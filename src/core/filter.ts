import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { castField } from './codec.ts';
import { refusal } from './errors.ts';
import type { PhpArray } from './params.ts';
import type { EntitySchema, Field } from './schema.ts';

/** The operators of a list's filter; the key is `[prefix]field`. */
export type Operator = '=' | '!' | '>=' | '>' | '<=' | '<' | '%' | '!%' | 'like' | '!like';

/** One checked condition: `field` is a name of the schema, `value` is cast by its type. */
export interface Condition {
  readonly field: string;
  readonly operator: Operator;
  /** One value or, of `=` and `!`, a list of them; of a pattern's operator, the pattern of SQL. */
  readonly value: unknown;
  /**
   * How the rows that meet a condition on a virtual field are found; without it each row on the way is
   * asked. `set`: they are few and found first. `lead`: in the order of their ids, as a page wants them.
   */
  readonly by?: 'set' | 'lead';
}

/** Conditions that hold together, or of which one does; `negative` turns it round. */
export interface ConditionGroup {
  readonly logic: 'and' | 'or';
  readonly conditions: readonly FilterNode[];
  readonly negative: boolean;
}

export type FilterNode = Condition | ConditionGroup;

const operators: readonly (readonly [prefix: string, operator: Operator])[] = [
  ['!=%', '!like'],
  ['!%=', '!like'],
  ['!@', '!'],
  ['!=', '!'],
  ['!%', '!%'],
  ['=%', 'like'],
  ['%=', 'like'],
  ['>=', '>='],
  ['<=', '<='],
  ['!', '!'],
  ['@', '='],
  ['%', '%'],
  ['=', '='],
  ['>', '>'],
  ['<', '<'],
];

/** Of one condition, and of all. */
const MAX_VALUES = 5_000;
const MAX_ALL_VALUES = 20_000;
const MAX_PATTERN = 255;

/**
 * A portal turns camelCase into UPPER_SNAKE before it compares names, so `iblock_id` and `IblockId`
 * are `iblockId` too, while `NAME` becomes `N_AM_E` and is unknown (spec/core.md section 2). `ID` is
 * taken as well: fast_bitrix24 and the PHP SDK order by it.
 */
const snake = (name: string): string =>
  name === 'ID'
    ? name
    : name
        .replace(/(.)(?=[A-Z])/g, '$1_')
        .replace(/([a-zA-Z])(?=\d)/g, '$1_')
        .replace(/(\d)(?=[a-zA-Z])/g, '$1_')
        .toUpperCase();

/** Finds the schema's field for a name as a client wrote it. */
export function createFieldFinder(names: readonly string[]): (name: string) => string | undefined {
  const bySnake = new Map(names.map((name) => [snake(name), name]));
  const known = new Set(names);
  return (name) => {
    if (known.has(name)) return name;
    return name.length > 64 ? undefined : bySnake.get(snake(name));
  };
}

export type FieldFinder = ReturnType<typeof createFieldFinder>;

/** Reads `{ '>=id': 5, name: ['a', 'b'] }`; unknown fields and unusable values are dropped. */
export function parseFilter(
  schema: EntitySchema,
  find: FieldFinder,
  filter: PhpArray | undefined,
): Condition[] {
  const conditions: Condition[] = [];
  for (const [key, raw] of Object.entries(filter ?? {})) {
    const [prefix, operator] = operators.find(([p]) => key.startsWith(p)) ?? ['', '='];
    const field = find(key.slice(prefix.length));
    if (field === undefined) continue;
    const value = castOperand(schema.properties[field] as Field, operator, raw);
    if (value !== undefined) conditions.push({ field, operator, value });
  }
  return conditions;
}

/** A value as it is compared with the field's column; undefined for one that cannot be. */
export function castOperand(field: Field, operator: Operator, raw: unknown): unknown {
  if (typeof raw === 'object' && raw !== null) {
    if (operator !== '=' && operator !== '!') return undefined;
    const values = Object.values(raw);
    if (values.length > MAX_VALUES) {
      throw refusal('0', `A filter takes at most ${MAX_VALUES} values, ${values.length} given`);
    }
    return values.map((v) => castScalar(field, v)).filter((v) => v !== undefined);
  }
  if (operator === 'like' || operator === '!like' || operator === '%' || operator === '!%') {
    return patternOf(operator, String(raw ?? ''));
  }
  return castScalar(field, raw);
}

/** The pattern of SQL: what is contained is taken letter by letter, `%` and `_` of the others stay. */
function patternOf(operator: Operator, pattern: string): string {
  if (pattern.length > MAX_PATTERN) {
    throw refusal('0', `A pattern of a filter has at most ${MAX_PATTERN} characters`);
  }
  // A database may read a pattern up to its first zero byte, which would let every row through.
  if (pattern.includes('\0')) throw refusal('0', 'A pattern of a filter holds a zero byte');
  return operator.includes('like')
    ? pattern.replace(/\\/g, '\\\\')
    : `%${pattern.replace(/[\\%_]/g, '\\$&')}%`;
}

function castScalar(field: Field, value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return undefined;
  // The link to a parent is compared by the id that it holds.
  const cast = castField(
    field.view === 'productproperty' ? { ...field, view: 'integer' } : field,
    value,
  );
  return typeof cast === 'symbol' ? undefined : cast;
}

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

const comparisons = { '>=': '>=', '>': '>', '<=': '<=', '<': '<' } as const;

const isAnyOf = (
  eb: AnyBuilder,
  column: string,
  values: readonly unknown[],
): Expression<SqlBool> => (values.length === 0 ? sql<SqlBool>`1 = 0` : eb(column, 'in', values));

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
  return node.negative ? eb.not(joined) : joined;
}

/** One condition on a column, by default that of its field's name. */
export function conditionExpression(
  eb: AnyBuilder,
  c: Condition,
  column = c.field,
): Expression<SqlBool> {
  const like = () => sql<SqlBool>`${eb.ref(column)} like ${c.value} escape '\\'`;
  switch (c.operator) {
    case '=':
      if (Array.isArray(c.value)) return isAnyOf(eb, column, c.value);
      return c.value === null ? eb(column, 'is', null) : eb(column, '=', c.value);
    case '!': {
      if (c.value === null) return eb(column, 'is not', null);
      const differs = Array.isArray(c.value)
        ? eb.not(isAnyOf(eb, column, c.value))
        : eb(column, '!=', c.value);
      return eb.or([differs, eb(column, 'is', null)]);
    }
    case '%':
    case 'like':
      return like();
    case '!%':
    case '!like':
      return eb.or([eb.not(like()), eb(column, 'is', null)]);
    default:
      return eb(column, comparisons[c.operator], c.value);
  }
}
