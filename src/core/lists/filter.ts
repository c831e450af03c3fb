import { refusal } from '../errors.ts';
import { castField } from '../wire/codec.ts';
import type { PhpArray } from '../wire/params.ts';
import type { EntitySchema, Field, View } from '../wire/schema.ts';
import type { Comparison, Condition } from './condition.ts';
import { readPattern } from './pattern.ts';

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

/** Of one condition. */
const MAX_VALUES = 5_000;

/** The schema's field of a name, if it has one. */
export type FieldFinder = (name: string) => string | undefined;

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
    // A list of numbers is stored as one text, which is not to be compared.
    if (field === undefined || schema.properties[field]?.view === 'list') continue;
    if (typeof means === 'object') {
      if (typeof raw !== 'object' || raw === null) conditions.push(patternOn(field, means, raw));
      continue;
    }
    const value = castOperand(schema, field, means, raw);
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
export function castOperand(
  schema: EntitySchema,
  name: string,
  operator: Comparison,
  raw: unknown,
): unknown {
  const field = schema.properties[name] as Field;
  const isList = typeof raw === 'object' && raw !== null;
  if (operator !== '=' && operator !== '!') return isList ? undefined : castScalar(field, raw);
  const given = isList ? Object.values(raw) : [raw];
  if (given.length > MAX_VALUES) {
    throw refusal('0', `A filter takes at most ${MAX_VALUES} values, ${given.length} given`);
  }
  const cast = given.map((one) => castScalar(field, one)).filter((one) => one !== undefined);
  const isFilled = field.filled || name === 'id' || schema.required.includes(name);
  const empty = isFilled ? [] : emptyValues(field);
  const values = cast.some((one) => empty.includes(one))
    ? [...empty, ...cast.filter((one) => !empty.includes(one))]
    : cast;
  return isList || values.length > 1 ? values : values[0];
}

const texts: ReadonlySet<View> = new Set(['string', 'text']);
const numbers: ReadonlySet<View> = new Set(['integer', 'double', 'productproperty']);

/** The stored values that a portal answers null for. */
function emptyValues({ view, zero }: Field): readonly unknown[] {
  if (texts.has(view)) return zero ? [null, ''] : [null, '', '0'];
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
