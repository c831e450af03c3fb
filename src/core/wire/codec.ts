import type { ValidateFunction } from 'ajv/dist/2020.js';
import { fieldRefusal, type RestError, refusal } from '../errors.ts';
import { compileSchema } from './ajv.ts';
import { isCleanText } from './check.ts';
import { type PhpArray, textOf } from './params.ts';
import { type EntitySchema, type Field, naturalOrder, type View } from './schema.ts';
import { isoTime, parseTime } from './time.ts';

/** A stored or storable row, by field name. */
export type Row = Record<string, unknown>;

/** Casts between what travels and what is stored, by the schema of an entity. */
export interface Codec {
  /** Field names in the order in which they are sent. */
  readonly names: readonly string[];
  /**
   * Keeps the known and writable fields, cast; drops the rest silently, as a portal does. Throws
   * code 0 for a value whose type is impossible or whose text no database keeps (`Wrong format of
   * field "name".`).
   */
  castIn(fields: PhpArray, on: 'add' | 'update'): Row;
  /** Casts the named columns of a row, in the order wanted; one that is no field is left as it is. */
  castOut(row: Row, names?: readonly string[]): Row;
}

/** Characters of a text whose field says nothing else: those of MySQL's type `text`, as on a portal. */
export const MAX_TEXT = 65_535;

const DROP = Symbol('drop');

const truncated = (value: unknown): number => {
  const n = Math.trunc(Number.parseFloat(textOf(value)));
  return Number.isSafeInteger(n) ? n : 0;
};

/** A list is stored as JSON text; one without a positive number is no list. */
const integers = (values: readonly unknown[]): string | null => {
  const numbers = [...new Set(values.map(truncated).filter((n) => n > 0))];
  return numbers.length === 0 ? null : JSON.stringify(numbers);
};

const double = (value: unknown): number => {
  const n = Number.parseFloat(textOf(value));
  return Number.isFinite(n) ? n : 0;
};

const isText = (value: unknown): boolean => typeof value !== 'object' && value !== undefined;

/** Casting in, one function for each wire type (spec/core.md section 2). */
const castsIn: Record<View, (value: unknown) => unknown> = {
  integer: (v) => (v === '' || v === null ? null : truncated(v === true ? 1 : v)),
  double: (v) => (v === '' || v === null ? null : double(v)),
  char: (v) => (v === 'Y' || v === 'N' ? v : DROP),
  string: (v) => (isText(v) ? String(v) : null),
  text: (v) => (isText(v) ? String(v) : null),
  date: (v) => castTime(v),
  datetime: (v) => castTime(v),
  list: (v) => (typeof v === 'object' && v !== null ? integers(Object.values(v)) : DROP),
  file: () => DROP,
  productproperty: () => DROP,
  productpropertysettings: (v) => (typeof v === 'object' && v !== null ? settingsText(v) : null),
};

/** Casts a value by the type of its field; a symbol stands for what is dropped. */
export function castField({ view, letters }: Field, value: unknown): unknown {
  if (letters === undefined) return castsIn[view](value);
  return typeof value === 'string' && value.length === 1 && letters.includes(value) ? value : DROP;
}

const settingsText = (value: object): string => JSON.stringify(sortedKeys(value));

/** Keys in the order in which they are sent. */
function sortedKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sortedKeys);
  const names = naturalOrder(Object.keys(value));
  return Object.fromEntries(names.map((name) => [name, sortedKeys((value as Row)[name])]));
}

const castTime = (value: unknown): unknown =>
  value === null ? null : (parseTime(String(value)) ?? DROP);

/** A portal answers null for whatever PHP calls empty: '', '0', 0. */
const phpEmpty = (value: unknown): boolean =>
  value === null || value === '' || value === '0' || value === 0;

type CastOut = (value: unknown) => unknown;

const asTime: CastOut = (value) => (phpEmpty(value) ? null : isoTime(value as number));
const asJson: CastOut = (value) => (phpEmpty(value) ? null : JSON.parse(value as string));

/** The others are sent as they are stored. */
const castsOut: Partial<Record<View, CastOut>> = {
  date: asTime,
  datetime: asTime,
  list: asJson,
  productpropertysettings: asJson,
};

/** How a value that is not null is cast; undefined where nothing but what is empty changes. */
const castOfField = ({ view, zero }: Field): CastOut | undefined =>
  castsOut[view] ?? (zero ? (value) => value : undefined);

const scalar = { type: ['string', 'number', 'boolean', 'null'] };
const possible: Record<View, object | true> = {
  integer: scalar,
  double: scalar,
  char: scalar,
  string: scalar,
  text: scalar,
  date: scalar,
  datetime: scalar,
  list: { type: ['array', 'string', 'number', 'object', 'null'] },
  file: true,
  productproperty: true,
  productpropertysettings: { type: ['array', 'object', 'null'] },
};

const wrongFormat = (name: string | undefined): RestError =>
  refusal('0', `Wrong format of field "${name}".`);

/** Compiled at the first use: AJV takes milliseconds for a wide schema. */
function formatCheck(schema: EntitySchema): (fields: PhpArray) => void {
  let validate: ValidateFunction | undefined;
  return (fields) => {
    validate ??= compileSchema({
      type: ['object', 'array'],
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([name, field]) => [name, possible[field.view]]),
      ),
    });
    if (validate(fields)) return;
    const name = validate.errors?.[0]?.instancePath.split('/')[1];
    throw wrongFormat(name);
  };
}

/** A portal's old API refuses these in words of its own, under ERROR_CORE. */
function requireRange(
  name: string,
  { minimum = -Infinity, maximum = Infinity }: Field,
  value: number,
) {
  if (value >= minimum && value <= maximum) return;
  throw refusal('ERROR_CORE', `The field "${name}" must be from ${minimum} to ${maximum}`);
}

function requireLength(name: string, { maxLength = MAX_TEXT }: Field, value: string) {
  if (value.length <= maxLength) return;
  throw refusal('0', `The field "${name}" takes at most ${maxLength} characters`);
}

export function createCodec(schema: EntitySchema): Codec {
  const names = naturalOrder(Object.keys(schema.properties));
  const fields = schema.properties as Record<string, Field>;
  /** How each of some fields is cast, worked out once for all rows of a list. */
  const plans = new WeakMap<readonly string[], readonly (CastOut | undefined)[]>();
  const planOf = (wanted: readonly string[]) => {
    const known = plans.get(wanted);
    if (known) return known;
    const plan = wanted.map((name) => fields[name] && castOfField(fields[name]));
    plans.set(wanted, plan);
    return plan;
  };
  const check = formatCheck(schema);
  // Some entities describe their id as immutable only; it is the portal that gives it all the same.
  const writable = (name: string, on: 'add' | 'update'): boolean =>
    name !== 'id' && !fields[name]?.readOnly && !(on === 'update' && fields[name]?.immutable);

  return {
    names,
    castIn(given, on) {
      check(given);
      const row: Row = {};
      for (const name of names) {
        if (!Object.hasOwn(given, name) || !writable(name, on)) continue;
        const value = castField(fields[name] as Field, (given as Row)[name]);
        if (typeof value === 'string' && !isCleanText(value)) throw wrongFormat(name);
        if (typeof value === 'string') requireLength(name, fields[name] as Field, value);
        if (typeof value === 'number') requireRange(name, fields[name] as Field, value);
        if (value !== DROP) row[name] = value;
      }
      return row;
    },
    castOut(row, wanted = names) {
      const sent: Row = {};
      const plan = planOf(wanted);
      for (let at = 0; at < plan.length; at++) {
        const name = wanted[at] as string;
        const value = row[name] ?? null;
        const cast = plan[at];
        if (cast) sent[name] = value === null ? null : cast(value);
        else sent[name] = phpEmpty(value) ? null : value;
      }
      return sent;
    },
  };
}

/** Throws `Required fields: a, b` (code 0) for required fields that are absent, null or empty. */
export function requireFields(
  schema: EntitySchema,
  fields: PhpArray,
  required: readonly string[] = schema.required,
): void {
  const values = fields as Row;
  const absent = required.filter((name) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined || value === null || value === '';
  });
  if (absent.length === 0) return;
  throw fieldRefusal(
    '0',
    `Required fields: ${absent.join(', ')}`,
    absent.map((field) => ({ field, message: `Required field \`${field}\` is not specified` })),
  );
}
