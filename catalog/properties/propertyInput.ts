import {
  MAX_TEXT,
  type PhpArray,
  type RestError,
  type Row,
  refusal,
  textOf,
} from '../../src/core/index.ts';
import type { Property } from './properties.ts';
import { type StoredValue, valueTypeOf } from './propertyTypes.ts';

/** A value of a call, and the stored one that it takes the place of; 0 for none. */
export interface GivenValue {
  readonly value: unknown;
  readonly valueId: number;
}

export type On = 'add' | 'update';

const isObject = (given: unknown): given is Row =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

/** PHP's list: an array, or an object of integer keys. */
function listOf(given: unknown): readonly unknown[] | undefined {
  if (Array.isArray(given)) return given;
  if (!isObject(given)) return undefined;
  const keys = Object.keys(given);
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key))
    ? Object.values(given)
    : undefined;
}

const isNone = (given: unknown): boolean => given === null || given === '';

/**
 * One value: an object `{ value, valueId }`, on an add a plain one too. A plain one on an update is
 * dropped, so that the property loses what it had (spec/catalog.md section 5.3).
 */
function oneOf(given: unknown, on: On): GivenValue[] {
  if (isObject(given) && (on === 'update' || Object.hasOwn(given, 'value'))) {
    const { value, valueId } = given;
    return [{ value, valueId: Number.parseInt(textOf(valueId), 10) || 0 }];
  }
  return on === 'add' && !isNone(given) ? [{ value: given, valueId: 0 }] : [];
}

/** The values that a call gives a property, or undefined where it leaves the property alone. */
export function givenValues(
  { field, multiple }: Property,
  fields: PhpArray,
  on: On,
): GivenValue[] | undefined {
  const given = Object.hasOwn(fields, field) ? (fields as Row)[field] : undefined;
  if (given === undefined) return undefined;
  if (isNone(given)) return [];
  const list = listOf(given);
  if (multiple) return list?.flatMap((item) => oneOf(item, on));
  return list === undefined ? oneOf(given, on) : undefined;
}

export const wrongFormat = ({ field }: Property): RestError =>
  refusal('0', `Wrong format of field "${field}".`);

/** A value as it is stored; undefined for none. Throws code 0 for one of another type. */
export function storable(property: Property, value: unknown): StoredValue | undefined {
  if (property.yes !== undefined) {
    // An ordinary list value is lost here, as on a portal.
    const { yes } = property;
    return value === 'Y' ? { value: String(yes), number: yes, textType: null } : undefined;
  }
  const read = valueTypeOf(property)?.read(value) ?? 'wrong';
  if (read === 'wrong') throw wrongFormat(property);
  if (read !== 'empty' && read.value.length > MAX_TEXT) {
    throw refusal('0', `The field "${property.field}" takes at most ${MAX_TEXT} characters`);
  }
  return read === 'empty' ? undefined : read;
}
