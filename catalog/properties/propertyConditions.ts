import '../../schemas/propertyValue.ts';
import type { Expression, SqlBool } from 'kysely';
import {
  type AnyBuilder,
  type Condition,
  conditionExpression,
  type VirtualField,
} from '../../src/core/index.ts';
import type { Property } from './properties.ts';
import { valueTypeOf } from './propertyTypes.ts';

export const valuesOf = (eb: AnyBuilder, { id }: Property) =>
  eb.selectFrom('propertyValue as v').where('v.propertyId', '=', id);

/** Those of the product that a query is at. */
const ownValues = (eb: AnyBuilder, property: Property) =>
  valuesOf(eb, property).whereRef('v.productId', '=', 'product.id');

/** The values that a condition looks for, any of them without one. */
export interface Sought {
  readonly condition: Condition | undefined;
  readonly column: string;
}

const opposites = { '!': '=', '!like': 'like', '!glob': 'glob' } as const;
export const isPattern = (operator: string): boolean => /like|glob/.test(operator);

/** Asks for products without a value; 0 names no list value, element or section. */
export const isUnset = ({ propertyType }: Property, value: unknown): boolean =>
  value === null || value === '' || (value === 0 && propertyType !== 'N');

/** What is denied by a denial, and set where nothing is asked for. */
export function soughtBy(property: Property, asked: Condition): Sought {
  const { operator, value } = asked;
  if (property.yes !== undefined) {
    return { condition: { ...asked, operator: '=', value: property.yes }, column: 'v.number' };
  }
  const positive = operator in opposites ? opposites[operator as keyof typeof opposites] : operator;
  if (positive === '=' && isUnset(property, value)) {
    return { condition: undefined, column: 'v.id' };
  }
  const { column } = valueTypeOf(property) ?? { column: 'value' };
  // Numbers and times are compared by their column, patterns by the text of any.
  return {
    condition: { ...asked, operator: positive },
    column: `v.${isPattern(operator) ? 'value' : column}`,
  };
}

/** Values that are sought. */
export const whereMatches = (
  values: ReturnType<typeof valuesOf>,
  { condition, column }: Sought,
): ReturnType<typeof valuesOf> =>
  values.$if(condition !== undefined, (q) =>
    q.where((v) => conditionExpression(v, condition as Condition, column)),
  );

/**
 * Products with a sought value: as a set, which is read whole before the first product, or asked for
 * each product on the way.
 */
const productsWith = (
  eb: AnyBuilder,
  property: Property,
  sought: Sought,
  asSet: boolean,
): Expression<SqlBool> =>
  asSet
    ? eb('product.id', 'in', whereMatches(valuesOf(eb, property), sought).select('v.productId'))
    : eb.exists(whereMatches(ownValues(eb, property), sought).select('v.id'));

/** A denial holds where no value meets what is denied: for products without a value too. */
function matches(
  eb: AnyBuilder,
  property: Property,
  condition: Condition,
  asSet: boolean,
): Expression<SqlBool> {
  const sought = soughtBy(property, condition);
  const found = () => productsWith(eb, property, sought, asSet);
  const denied = condition.operator in opposites;
  if (property.yes !== undefined) {
    const letters = condition.value as readonly string[];
    const either = eb.or([
      ...(letters.includes('Y') ? [found()] : []),
      ...(letters.includes('N') ? [eb.not(found())] : []),
    ]);
    return denied ? eb.not(either) : either;
  }
  return denied !== (sought.condition === undefined) ? eb.not(found()) : found();
}

/** Whether products can be read in the order of their ids from the values that a condition seeks. */
export function canDrive(property: Property, asked: Condition): boolean {
  const { condition } = soughtBy(property, asked);
  if (asked.operator !== '=' || !condition || Array.isArray(condition.value)) return false;
  return property.yes === undefined || String(asked.value) === 'Y';
}

/** A property that had several values may have the same one twice: of those the first counts. */
function driving(eb: AnyBuilder, property: Property, condition: Condition) {
  const sought = soughtBy(property, condition);
  const earlier = eb
    .selectFrom('propertyValue as earlier')
    .whereRef('earlier.propertyId', '=', 'v.propertyId')
    .whereRef(sought.column.replace('v.', 'earlier.'), '=', sought.column)
    .whereRef('earlier.productId', '=', 'v.productId')
    .whereRef('earlier.id', '<', 'v.id')
    .select('earlier.id');
  return whereMatches(valuesOf(eb, property), sought)
    .where((v) => v.not(v.exists(earlier)))
    .select('v.productId as drivingId');
}

/** Lists are sorted by the text of their values, as on a portal. */
function sortKey(eb: AnyBuilder, property: Property): Expression<unknown> {
  const own = ownValues(eb, property).limit(1);
  if (property.propertyType === 'L') {
    return own.innerJoin('productPropertyEnum as e', 'e.id', 'v.number').select('e.value');
  }
  return own.select(`v.${valueTypeOf(property)?.column ?? 'value'}`);
}

/** Properties as fields that a list can find and sort products by. */
export const virtualFields = (properties: readonly Property[]): ReadonlyMap<string, VirtualField> =>
  new Map(
    properties.map((property) => [
      property.field,
      {
        shape: [property.id, property.propertyType, property.userType, property.yes],
        matches: (eb, condition, counting) =>
          matches(eb, property, condition, counting || condition.by === 'set'),
        sortKey: (eb) => sortKey(eb, property),
        driving: (eb, condition) => driving(eb, property, condition),
      },
    ]),
  );
