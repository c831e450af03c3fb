import '../../../schemas/propertyValue.ts';
import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import {
  type AnyBuilder,
  type Condition,
  conditionExpression,
  type Db,
  type Field,
  type FilterNode,
  type PhpArray,
  type Row,
  remembered,
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

/** The visible properties of catalogs by id; the same array for as long as none of them changes. */
export const propertiesOf = (db: Db, iblockIds: Iterable<number>): Promise<readonly Property[]> =>
  remembered(db, JSON.stringify(['properties of', ...iblockIds]), async () => {
    const found: Property[] = [];
    for (const iblockId of iblockIds) found.push(...(await loadProperties(db, iblockId)));
    return found.filter(isVisible).sort((a, b) => a.id - b.id);
  });

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

/**
 * Those of the product that a query is at. The plus keeps SQLite from the indexes of the property,
 * in which it would read the values of all products for each one; equal values it finds in them.
 */
const ownValues = (eb: AnyBuilder, property: Property, equal = false) =>
  (equal
    ? valuesOf(eb, property)
    : eb.selectFrom('propertyValue as v').where(sql`+${eb.ref('v.propertyId')}`, '=', property.id)
  ).whereRef('v.productId', '=', 'product.id');

/** The values that a condition looks for, any of them without one. */
interface Sought {
  readonly condition: Condition | undefined;
  readonly column: string;
}

const opposites = { '!': '=', '!%': '%', '!like': 'like' } as const;
const isPattern = (operator: string): boolean =>
  operator.includes('%') || operator.includes('like');

/** What is denied by a denial, and set where nothing is asked for. */
function soughtBy(property: Property, asked: Condition): Sought {
  const { operator, value } = asked;
  if (property.yes !== undefined) {
    return { condition: { ...asked, operator: '=', value: property.yes }, column: 'v.number' };
  }
  const positive = operator in opposites ? opposites[operator as keyof typeof opposites] : operator;
  if (positive === '=' && (value === null || value === '')) {
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
const meeting = (
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
const having = (
  eb: AnyBuilder,
  property: Property,
  sought: Sought,
  asSet: boolean,
): Expression<SqlBool> =>
  asSet
    ? eb('product.id', 'in', meeting(valuesOf(eb, property), sought).select('v.productId'))
    : eb.exists(
        meeting(ownValues(eb, property, sought.condition?.operator === '='), sought).select('v.id'),
      );

/** A denial holds where no value meets what is denied: for products without a value too. */
function matches(
  eb: AnyBuilder,
  property: Property,
  condition: Condition,
  asSet: boolean,
): Expression<SqlBool> {
  const sought = soughtBy(property, condition);
  const found = () => having(eb, property, sought, asSet);
  const denied = condition.operator in opposites;
  if (property.yes !== undefined) {
    const values = [condition.value].flat();
    const either = eb.or([
      ...(values.includes('Y') ? [found()] : []),
      ...(values.includes('N') ? [eb.not(found())] : []),
    ]);
    return denied ? eb.not(either) : either;
  }
  return denied !== (sought.condition === undefined) ? eb.not(found()) : found();
}

/** A set of more products than these costs more than to ask for each product of a page. */
const FEW = 5_000;

/** Those of the conditions that few values meet. */
export async function rareConditions(
  db: Db,
  properties: readonly Property[],
  nodes: readonly FilterNode[],
): Promise<ReadonlySet<Condition>> {
  const rare = new Set<Condition>();
  for (const node of nodes) {
    if ('logic' in node) {
      for (const one of await rareConditions(db, properties, node.conditions)) rare.add(one);
      continue;
    }
    const property = properties.find(({ field }) => field === node.field);
    if (property && (await isRare(db, property, soughtBy(property, node)))) rare.add(node);
  }
  return rare;
}

const isRare = async (db: Db, property: Property, sought: Sought): Promise<boolean> => {
  const count = async (): Promise<number> => {
    const some = meeting(valuesOf(expressionBuilder(), property), sought)
      .select('v.id')
      .limit(FEW + 1)
      .as('some');
    const counted = db.query.selectFrom(some).select((eb) => eb.fn.countAll().as('count'));
    return Number((await counted.executeTakeFirst())?.count);
  };
  return (await remembered(db, JSON.stringify([property.field, sought]), count)) <= FEW;
};

/** Lists are sorted by the text of their values, as on a portal. */
function sortKey(eb: AnyBuilder, property: Property): Expression<unknown> {
  const own = ownValues(eb, property).limit(1);
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
export const virtualFields = (
  properties: readonly Property[],
  rare: ReadonlySet<Condition>,
): ReadonlyMap<string, VirtualField> =>
  new Map(
    properties.map((property) => [
      property.field,
      {
        matches: (eb, condition, counting) =>
          matches(eb, property, condition, counting || rare.has(condition)),
        sortKey: (eb) => sortKey(eb, property),
      },
    ]),
  );
