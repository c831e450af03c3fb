import type { Comparison, Condition, FilterNode } from '../core/lists/condition.ts';
import { castOperand } from '../core/lists/filter.ts';
import type { EntityFace } from '../core/method.ts';
import type { Field } from '../core/wire/schema.ts';
import { invalidField, v3Error } from './errors.ts';
import { fieldOf, isFilterable } from './fields.ts';

const MAX_CONDITIONS = 500;
const MAX_DEPTH = 10;

const operators: ReadonlyMap<string, Comparison> = new Map([
  ['=', '='],
  ['!=', '!'],
  ['>', '>'],
  ['>=', '>='],
  ['<', '<'],
  ['<=', '<='],
]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const numeric: ReadonlySet<string> = new Set(['integer', 'double', 'productproperty']);

/** Text where a number belongs is an error here; the older protocol takes it for 0. */
function castValue(
  { schema }: EntityFace,
  name: string,
  operator: Comparison,
  value: unknown,
): unknown {
  const field = schema.properties[name] as Field;
  const wrong =
    numeric.has(field.view) && typeof value === 'string' && !/^\s*[+-]?[\d.]/.test(value);
  const cast = wrong ? undefined : castOperand(schema, name, operator, value);
  if (cast === undefined) throw invalidField(name, `The value of \`${name}\` is not of its type`);
  return cast;
}

function listOf(name: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value;
  throw invalidField(name, `The value of \`${name}\` must be a list`);
}

function readCondition(entity: EntityFace, given: readonly unknown[]): FilterNode {
  const [name, second, third] = given;
  if (typeof name !== 'string' || given.length < 2 || given.length > 3) {
    throw v3Error('invalidFilter', 'A condition is [field, operator, value] or [field, value]');
  }
  const field = fieldOf(entity, name);
  if (!field || !isFilterable(field)) {
    throw v3Error('unknownProperty', `Unknown field \`${name}\` of a filter`);
  }
  const short = given.length === 2;
  const value = short ? second : third;
  const operator = short ? (Array.isArray(value) ? 'in' : '=') : second;
  const condition = (own: Comparison, one: unknown): Condition => ({
    field: name,
    operator: own,
    value: castValue(entity, name, own, one),
  });
  const each = (values: readonly unknown[]) =>
    values.flatMap((one) => castValue(entity, name, '=', one));

  if (operator === 'in') {
    castValue(entity, name, '=', value);
    return { field: name, operator: '=', value: each(listOf(name, value)) };
  }
  if (operator === 'between') {
    const [from, to, ...more] = listOf(name, value);
    if (to === undefined || more.length > 0) {
      throw invalidField(name, `The value of \`${name}\` must be two bounds`);
    }
    return {
      logic: 'and',
      negative: false,
      conditions: [condition('>=', from), condition('<=', to)],
    };
  }
  const own = typeof operator === 'string' ? operators.get(operator) : undefined;
  if (!own) throw v3Error('unknownOperator', 'Unknown filter operator');
  if (typeof value === 'object' && value !== null) {
    throw invalidField(name, `The value of \`${name}\` must be one value`);
  }
  return condition(own, value);
}

/**
 * Reads `[["id", ">", 1], {logic: "or", conditions: [...], negative: true}]`; what stands side by side
 * holds together. A group inside of a group names its `type`, `filter`.
 */
export function readFilter(entity: EntityFace, filter: unknown): readonly FilterNode[] {
  if (filter === undefined || filter === null) return [];
  let count = 0;

  const readNodes = (given: unknown, depth: number): FilterNode[] => {
    if (!Array.isArray(given)) throw v3Error('invalidFilter', 'A filter is a list of conditions');
    if (depth > MAX_DEPTH)
      throw v3Error('invalidFilter', `A filter has at most ${MAX_DEPTH} levels`);
    return given.map((one) => {
      count += 1;
      if (count > MAX_CONDITIONS) {
        throw v3Error('invalidFilter', `A filter has at most ${MAX_CONDITIONS} conditions`);
      }
      if (Array.isArray(one)) return readCondition(entity, one);
      if (!isRecord(one) || (depth > 0 && one.type !== 'filter')) {
        throw v3Error('invalidFilter', 'A group within a group needs "type": "filter"');
      }
      const { logic = 'and', conditions, negative = false } = one;
      if ((logic !== 'and' && logic !== 'or') || typeof negative !== 'boolean') {
        throw v3Error('invalidFilter', 'The logic of a group is "and" or "or"');
      }
      return { logic, negative, conditions: readNodes(conditions, depth + 1) };
    });
  };
  return readNodes(filter, 0);
}

/** Whether a filter, or a group in it, is without conditions and so finds everything. */
export const isOpen = (nodes: readonly FilterNode[]): boolean =>
  nodes.length === 0 || nodes.some((node) => 'logic' in node && isOpen(node.conditions));
