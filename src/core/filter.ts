import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { castField } from './codec.ts';
import { refusal } from './errors.ts';
import type { PhpArray } from './params.ts';
import { type Pattern, readPattern } from './pattern.ts';
import type { EntitySchema, Field, View } from './schema.ts';

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

/** The prefixes of a filter's keys: a comparison, or a pattern, which may be wild and denied. */
const prefixes: readonly (readonly [prefix: string, means: Comparison | PatternKind])[] = [
  ['!=%', { wild: true, denied: true }],
  ['!%=', { wild: true, denied: true }],
  ['!@', '!'],
  ['!=', '!'],
  ['!%', { wild: false, denied: true }],
  ['=%', { wild: true, denied: false }],
  ['%=', { wild: true, denied: false }],
  ['>=', '>='],
  ['<=', '<='],
  ['!', '!'],
  ['@', '='],
  ['%', { wild: false, denied: false }],
  ['=', '='],
  ['>', '>'],
  ['<', '<'],
];

interface PatternKind {
  readonly wild: boolean;
  readonly denied: boolean;
}

/** Of one condition, and of all. */
const MAX_VALUES = 5_000;
const MAX_ALL_VALUES = 20_000;

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
    const [prefix, means] = prefixes.find(([p]) => key.startsWith(p)) ?? ['', '='];
    const field = find(key.slice(prefix.length));
    if (field === undefined) continue;
    if (typeof means === 'object') {
      if (typeof raw !== 'object' || raw === null) conditions.push(patternOn(field, means, raw));
      continue;
    }
    const value = castOperand(schema.properties[field] as Field, means, raw);
    if (value !== undefined) conditions.push({ field, operator: means, value });
  }
  return conditions;
}

function patternOn(field: string, { wild, denied }: PatternKind, raw: unknown): Condition {
  const { operator, value } = readPattern(String(raw ?? ''), wild);
  return { field, operator: denied ? `!${operator}` : operator, value };
}

/**
 * A value as it is compared with the field's column; undefined for one that cannot be. What is answered
 * as null is asked for by null, by an empty text and, where 0 is no value, by 0 alike.
 */
export function castOperand(field: Field, operator: Comparison, raw: unknown): unknown {
  // A list of numbers is stored as one text, which is not to be compared.
  if (field.view === 'list') return undefined;
  const isList = typeof raw === 'object' && raw !== null;
  if (operator !== '=' && operator !== '!') return isList ? undefined : castScalar(field, raw);
  const given = isList ? Object.values(raw) : [raw];
  if (given.length > MAX_VALUES) {
    throw refusal('0', `A filter takes at most ${MAX_VALUES} values, ${given.length} given`);
  }
  const cast = given.map((one) => castScalar(field, one)).filter((one) => one !== undefined);
  const empty = emptyValues(field);
  const values = cast.some((one) => empty.includes(one))
    ? [...empty, ...cast.filter((one) => !empty.includes(one))]
    : cast;
  return isList || values.length > 1 ? values : values[0];
}

const texts: ReadonlySet<View> = new Set(['string', 'text']);
const numbers: ReadonlySet<View> = new Set(['integer', 'double', 'productproperty']);

/** The stored values that a portal answers null for. */
function emptyValues({ view, zero }: Field): readonly unknown[] {
  if (texts.has(view)) return [null, ''];
  return numbers.has(view) && !zero ? [null, 0] : [null];
}

function castScalar(field: Field, value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return undefined;
  const given = field.operand ? field.operand(value) : value;
  // The link to a parent is compared by the id that it holds.
  const cast = castField(
    field.view === 'productproperty' ? { ...field, view: 'integer' } : field,
    given,
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
