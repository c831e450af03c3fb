import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { type FieldError, RestError } from '../errors.ts';
import { compileSchema } from './ajv.ts';
import type { PhpArray } from './params.ts';

/** A property of a body: JSON Schema with the words in which a failure is told. */
interface BodyField {
  readonly type: 'integer' | 'number' | 'string' | 'boolean' | 'array';
  /** Begins every message: `Product ID is required`. */
  readonly label: string;
  /** Ends the message of a wrong value: `must be a positive integer`. */
  readonly expected?: string;
  readonly description: string;
  /** Answered only; ignored in what a client sends. */
  readonly readOnly?: true;
  readonly minimum?: number;
  readonly maximum?: number;
  /** From 1 on, a blank text counts as absent. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: keyof typeof formats;
}

/** The JSON Schema of a body whose failures are listed by field. */
export interface BodySchema {
  readonly title: string;
  readonly properties: Readonly<Record<string, BodyField>>;
  readonly required: readonly string[];
}

interface BodyTypes {
  integer: number;
  number: number;
  string: string;
  boolean: boolean;
  array: readonly unknown[];
}

/** A checked body: required fields are there, others may be undefined. */
export type BodyOf<S extends BodySchema> = {
  readonly [K in keyof S['properties'] & string]:
    | BodyTypes[S['properties'][K]['type']]
    | (K extends S['required'][number] ? never : undefined);
};

/** A database keeps neither a NUL nor half a surrogate pair in a text. */
export const isCleanText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const MAX_URL = 2048;
const WEB_URL = /^https?:\/\/[^\s\p{Cc}]+$/iu;
const DATA_URL = /^data:image\/[a-z0-9.+-]{1,100};base64,/i;

/** An absolute http(s) URL of at most 2048 characters. */
const isWebUrl = (text: string): boolean =>
  text.length <= MAX_URL && isCleanText(text) && WEB_URL.test(text) && URL.canParse(text);

const formats = {
  text: isCleanText,
  /** An address of an image, or the image itself as a data URL. */
  image: (text: string): boolean => DATA_URL.test(text) || isWebUrl(text),
};

const POISON = ['__proto__', 'constructor', 'prototype'];

/** `Validation failed`, HTTP 400, with every failure in `errors`. */
export const invalid = (fields: readonly FieldError[]): RestError =>
  new RestError('VALIDATION_FAILED', 400, 'Validation failed', { fields });

/**
 * Reads a body by its schema: known and writable fields, null and blank required texts taken for
 * absent. Throws `invalid` with one failure for each field, in the order of the schema.
 */
export function createCheck<const S extends BodySchema>(schema: S): (body: PhpArray) => BodyOf<S> {
  const writable = Object.entries<BodyField>(schema.properties).filter(([, f]) => !f.readOnly);
  let validate: ValidateFunction | undefined;

  const messageOf = (name: string, keyword: string): string => {
    const { label, expected } = schema.properties[name] as BodyField;
    return keyword === 'required' ? `${label} is required` : `${label} ${expected}`;
  };

  return (body) => {
    const given = body as Record<string, unknown>;
    const poison = POISON.filter((name) => Object.hasOwn(given, name));
    if (poison.length > 0) {
      throw invalid(poison.map((field) => ({ field, message: `${field} is not a field` })));
    }
    const value: Record<string, unknown> = {};
    for (const [name, { minLength = 0 }] of writable) {
      const one = Object.hasOwn(given, name) ? given[name] : undefined;
      const blank = typeof one === 'string' && minLength > 0 && one.trim() === '';
      if (one !== undefined && one !== null && !blank) value[name] = one;
    }
    validate ??= compileSchema(
      { type: 'object', required: schema.required, properties: Object.fromEntries(writable) },
      { allErrors: true, formats, keywords: ['label', 'expected'] },
    );
    if (validate(value)) return value as BodyOf<S>;
    const keywords = new Map(validate.errors?.map((e) => [fieldOf(e), e.keyword]));
    throw invalid(
      writable
        .filter(([name]) => keywords.has(name))
        .map(([field]) => ({ field, message: messageOf(field, keywords.get(field) as string) })),
    );
  };
}

const fieldOf = ({ keyword, params, instancePath }: ErrorObject): string =>
  keyword === 'required' ? params.missingProperty : (instancePath.split('/')[1] as string);
