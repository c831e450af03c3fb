import '../../../schemas/propertyValue.ts';
import type { Expression, SqlBool } from 'kysely';
import {
  type AnyBuilder,
  type Condition,
  conditionExpression,
  type Db,
  type Field,
  type PhpArray,
  type Row,
  type VirtualField,
} from '../../../src/core/index.ts';
import { isFile, isVisible, loadProperties, type Property } from './load.ts';
import { valueTypeOf } from './types.ts';

const ALL = 'property*';

interface Asked {
  readonly select?: PhpArray | undefined;
  readonly filter?: PhpArray | undefined;
  readonly order?: PhpArray | undefined;
}

const isOfProperty = (name: unknown): boolean =>
  typeof name === 'string' && /^\W*property/i.test(name);

/** Whether a list needs to know the properties of its catalogs at all. */
export const asksForProperties = ({ select, filter, order }: Asked): boolean =>
  Object.values(select ?? {}).some((name) => name === '*' || isOfProperty(name)) ||
  Object.keys(filter ?? {}).some(isOfProperty) ||
  Object.keys(order ?? {}).some(isOfProperty);

/** The visible properties of catalogs by id. */
export async function propertiesOf(db: Db, iblockIds: Iterable<number>): Promise<Property[]> {
  const found: Property[] = [];
  for (const iblockId of iblockIds) found.push(...(await loadProperties(db, iblockId)));
  return found.filter(isVisible).sort((a, b) => a.id - b.id);
}

/** `property*` as the names it stands for. */
export const expandSelect = (
  select: PhpArray | undefined,
  properties: readonly Property[],
): PhpArray =>
  Object.values(select ?? {}).flatMap((name) =>
    name === ALL ? properties.map(({ field }) => field) : [name],
  );

/** A condition on a property may be given as a value is, `{ value }`; ranges of dates have to be. */
export const unwrapFilter = (filter: PhpArray | undefined): PhpArray =>
  Object.fromEntries(
    Object.entries(filter ?? {}).map(([key, given]) => {
      const wrapped = isOfProperty(key) && typeof given === 'object' && given !== null;
      return [key, wrapped && Object.hasOwn(given, 'value') ? (given as Row).value : given];
    }),
  );

/** How a list casts the operands of conditions on the property. */
export const filterField = (property: Property): Field => ({
  type: 'string',
  view: property.yes !== undefined ? 'char' : (valueTypeOf(property)?.view ?? 'file'),
  description: property.name,
});

const valuesOf = (eb: AnyBuilder, { id }: Property) =>
  eb.selectFrom('propertyValue as v').where('v.propertyId', '=', id);

/** Products with a value that meets the condition, asked by the index of values. */
const having = (
  eb: AnyBuilder,
  property: Property,
  condition: Condition | undefined,
  column: string,
): Expression<SqlBool> =>
  eb(
    'product.id',
    'in',
    valuesOf(eb, property)
      .select('v.productId')
      .$if(condition !== undefined, (q) =>
        q.where((v) => conditionExpression(v, condition as Condition, column)),
      ),
  );

const opposites = { '!': '=', '!%': '%', '!like': 'like' } as const;
const isPattern = (operator: string): boolean =>
  operator.includes('%') || operator.includes('like');

/** A denial holds where no value meets what is denied: for products without a value too. */
function matches(eb: AnyBuilder, property: Property, condition: Condition): Expression<SqlBool> {
  const { operator, value } = condition;
  if (operator in opposites) {
    const denied = opposites[operator as keyof typeof opposites];
    return eb.not(matches(eb, property, { ...condition, operator: denied }));
  }
  if (property.yes !== undefined) return matchesYes(eb, property, [value].flat());
  const unset = () => eb.not(having(eb, property, undefined, 'v.id'));
  if (operator === '=' && (value === null || value === '')) return unset();
  const { column } = valueTypeOf(property) ?? { column: 'value' };
  // Numbers and times are compared by their column, patterns by the text of any.
  return having(eb, property, condition, `v.${isPattern(operator) ? 'value' : column}`);
}

/** Y where the one list value is set, N where it is not. */
function matchesYes(
  eb: AnyBuilder,
  property: Property,
  values: readonly unknown[],
): Expression<SqlBool> {
  const yes = having(
    eb,
    property,
    { field: property.field, operator: '=', value: property.yes },
    'v.number',
  );
  return eb.or([
    ...(values.includes('Y') ? [yes] : []),
    ...(values.includes('N') ? [eb.not(yes)] : []),
  ]);
}

/** Lists are sorted by the text of their values, as on a portal. */
function sortKey(eb: AnyBuilder, property: Property): Expression<unknown> {
  const own = valuesOf(eb, property).whereRef('v.productId', '=', 'product.id').limit(1);
  if (property.propertyType === 'L') {
    return own.innerJoin('productPropertyEnum as e', 'e.id', 'v.number').select('e.value');
  }
  return own.select(`v.${valueTypeOf(property)?.column ?? 'value'}`);
}

/** Files can be selected alone; of several values none is the one to sort by. */
export const isComparable = (property: Property): boolean => !isFile(property);
export const isSortable = (property: Property): boolean =>
  isComparable(property) && !property.multiple;

/** The properties of a list as fields that it can find and sort products by. */
export const virtualFields = (properties: readonly Property[]): ReadonlyMap<string, VirtualField> =>
  new Map(
    properties.map((property) => [
      property.field,
      {
        matches: (eb, condition) => matches(eb, property, condition),
        sortKey: (eb) => sortKey(eb, property),
      },
    ]),
  );
