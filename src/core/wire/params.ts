import { fieldRefusal, type RestError } from '../errors.ts';
import { compileSchema } from './ajv.ts';
import { canonicalValues, withCanonicalKeys } from './names.ts';

/** One named argument of a method. `array` takes JSON arrays and objects, as PHP has one type. */
export interface ParamSchema {
  readonly type: 'integer' | 'number' | 'array' | 'boolean' | 'string' | 'any';
  readonly optional?: true;
  /** A value of another type counts as absent instead of being refused. */
  readonly lenient?: true;
  /** Where an array holds names of fields, which are taken in the spellings that a portal knows. */
  readonly names?: 'keys' | 'values';
  readonly description: string;
}

export type ParamSchemas = Readonly<Record<string, ParamSchema>>;

/** The same parameters for a protocol that takes names of fields in one spelling alone. */
export const exactNames = <P extends ParamSchemas>(schemas: P): P =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, { names: _, ...schema }]) => [name, schema]),
  ) as P;

/** Arguments as a client sent them: any JSON value under any name, no prototype to rely on. */
export type RawParams = { readonly [name: string]: unknown };

/** A JSON array or object whose content nobody has checked yet. */
export type PhpArray = readonly unknown[] | { readonly [key: string]: unknown };

/** A scalar as text; '' for null and for what PHP calls an array (`String` throws on some of them). */
export const textOf = (value: unknown): string =>
  value === null || value === undefined || typeof value === 'object' ? '' : String(value);

interface ParamTypes {
  integer: number;
  number: number;
  array: PhpArray;
  boolean: boolean;
  string: string;
  any: unknown;
}

type ValueOf<S extends ParamSchema> =
  | ParamTypes[S['type']]
  | (S['optional'] extends true ? undefined : never);

export type ParamsOf<P extends ParamSchemas> = { readonly [K in keyof P]: ValueOf<P[K]> };

const validators: Record<ParamSchema['type'], (value: unknown) => boolean> = {
  integer: compileSchema({
    type: 'integer',
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
  }),
  number: compileSchema({ type: 'number' }),
  array: compileSchema({ type: ['array', 'object'] }),
  boolean: compileSchema({ type: 'boolean' }),
  string: compileSchema({ type: 'string' }),
  any: () => true,
};

const INTEGER = /^\s*[+-]?\d{1,19}\s*$/;
/** One digit can be read in one way alone: with `\d+\.?\d*`, a long text that is no number takes hours. */
const DECIMAL = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$/;
const FALSE_TEXTS = new Set(['', '0', 'false', 'N', 'n']);

/** Whether a text is a number as PHP reads one. */
export const isDecimal = (text: string): boolean => DECIMAL.test(text);

/** The id that a scalar holds, written as a whole number; 0, which nothing has, for anything else. */
export function idOf(value: unknown): number {
  const text = textOf(value);
  const id = INTEGER.test(text) ? Number(text) : 0;
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
}

/** Numbers arrive as text in forms and queries; every other conversion is refused by AJV. */
const coercions: Record<ParamSchema['type'], (value: unknown) => unknown> = {
  integer: (v) => (typeof v === 'string' && INTEGER.test(v) ? Number(v) : v),
  number: (v) => (typeof v === 'string' && v.length < 400 && isDecimal(v) ? Number(v) : v),
  array: (v) => v,
  boolean: (v) =>
    typeof v === 'string' ? !FALSE_TEXTS.has(v) : typeof v === 'number' ? v !== 0 : v,
  string: (v) => (typeof v === 'number' ? String(v) : v),
  any: (v) => v,
};

const phpNames: Record<ParamSchema['type'], string> = {
  integer: 'int',
  number: 'float',
  array: 'array',
  boolean: 'bool',
  string: 'string',
  any: 'mixed',
};

const shown = (value: unknown): string =>
  typeof value === 'object' ? 'Array' : String(value).slice(0, 100);

/** Arguments under the names of a method's parameters, whatever their case; the first one counts. */
export function inAnyCase(schemas: ParamSchemas, raw: RawParams): RawParams {
  const names = new Map(Object.keys(schemas).map((name) => [name.toLowerCase(), name]));
  const found: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    const name = names.get(key.toLowerCase());
    if (name !== undefined && !Object.hasOwn(found, name)) found[name] = value;
  }
  return found;
}

function namesRead({ names }: ParamSchema, value: unknown): unknown {
  if (names === undefined) return value;
  return names === 'keys' ? withCanonicalKeys(value) : canonicalValues(value as object);
}

const unbound = (field: string, message: string): RestError =>
  fieldRefusal('100', message, [{ field, message }]);

/**
 * Binds arguments to a method's parameters by exact name, in the declared order. The first that is
 * absent or of another type is answered with code 100, which names it (spec/core.md section 2).
 */
export function bind<P extends ParamSchemas>(schemas: P, raw: RawParams): ParamsOf<P> {
  const bound: Record<string, unknown> = {};
  for (const name of Object.keys(schemas)) {
    const schema = schemas[name] as ParamSchema;
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
    if (value === undefined || value === null) {
      if (schema.optional) continue;
      throw unbound(name, `Could not find value for parameter {${name}}`);
    }
    const coerced = coercions[schema.type](value);
    if (!validators[schema.type](coerced)) {
      if (schema.lenient) continue;
      throw unbound(
        name,
        `Invalid value {${shown(value)}} to match with parameter {${name}}. Should be value of type ${phpNames[schema.type]}.`,
      );
    }
    bound[name] = namesRead(schema, coerced);
  }
  return bound as ParamsOf<P>;
}
