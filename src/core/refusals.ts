import { notFound, type Refusal } from './errors.ts';
import type { Method } from './method.ts';
import type { EntitySchema, Field } from './wire/schema.ts';

/** The refusals of methods that follow from schemas and names; a test holds methods to theirs. */

/** Of an add or update: of what `codec.ts` requires and casts. */
export function saveRefusals(
  { properties, required, requiredOnUpdate }: EntitySchema,
  on: 'add' | 'update',
): Refusal[] {
  const named = on === 'add' ? required.length > 0 : requiredOnUpdate !== undefined;
  const fields: readonly Field[] = Object.values(properties);
  const bounded = fields.some((one) => one.minimum !== undefined || one.maximum !== undefined);
  const errors: (Refusal | false)[] = [
    named && ['0', 'Required fields: …'],
    ['0', 'Wrong format of field "…".'],
    fields.some((one) => one.type === 'string' && one.view !== 'char') && [
      '0',
      'The field "…" takes at most … characters',
    ],
    bounded && ['ERROR_CORE', 'The field "…" must be from … to …'],
  ];
  return errors.filter((one) => one !== false);
}

/** Of a list: of what `filter.ts` reads. */
export const listRefusals: readonly Refusal[] = [
  ['0', 'A filter takes at most … values, … given'],
  ['0', 'A filter takes at most … values in all its conditions, … given'],
  ['0', 'A pattern of a filter has at most … characters'],
  ['0', 'A pattern of a filter holds a zero byte'],
];

/** Of what one row is read for. */
export const notFoundRefusal = (name: string, code?: string): Refusal => {
  const error = notFound(name, code);
  return [error.code, error.message];
};

/** All that a method says it refuses, the want of its right first. */
export function refusalsOf({ right, errors = [] }: Method): readonly Refusal[] {
  const denied = right?.refused();
  return denied ? [[denied.code, denied.message], ...errors] : errors;
}
