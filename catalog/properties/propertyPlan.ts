import { expressionBuilder } from 'kysely';
import {
  type Condition,
  cacheUntilCommit,
  type Db,
  type FilterNode,
  type ListRequest,
  PAGE_SIZE,
} from '../../src/core/index.ts';
import type { Property } from './properties.ts';
import {
  canDrive,
  isPattern,
  isUnset,
  type Sought,
  soughtBy,
  valuesOf,
  whereMatches,
} from './propertyConditions.ts';

/** How many products a list has before its conditions on properties. */
export interface ProductCounts {
  /** In its catalogs. */
  readonly inCatalogs: number;
  /** With its conditions on tallied columns. */
  readonly afterTallied: number;
}

/**
 * Up to so many matching values it is cheaper to read all of them first than to ask each product on the
 * way until a page is full: with n values among N products a page takes n rows one way, 50 * N / n the other.
 */
const setThreshold = (products: number): number => Math.ceil(Math.sqrt(PAGE_SIZE * products));

/** Whether few values are sought, counted no further than that. */
const isRare = (db: Db, property: Property, sought: Sought, few: number): Promise<boolean> =>
  cacheUntilCommit(db, JSON.stringify([property.field, sought, few]), async () => {
    const some = whereMatches(valuesOf(expressionBuilder(), property), sought)
      .select('v.id')
      .limit(few + 1)
      .as('some');
    const counted = db.query.selectFrom(some).select((eb) => eb.fn.countAll().as('count'));
    return Number((await counted.executeTakeFirst())?.count) <= few;
  });

/** Yes or no of a list property that has but one value: the letters that a condition names. */
function lettersOf({ operator, value }: Condition): readonly string[] {
  const texts = [value].flat().map(String);
  const named = isPattern(operator)
    ? texts.map((text) => text.replace(/[%*]/g, '').toUpperCase())
    : texts;
  return ['Y', 'N'].filter((letter) => named.includes(letter));
}

/** A condition in the form in which values are stored: Y or N as letters, no value as null. */
function normalizeCondition(property: Property, node: Condition): FilterNode {
  if (property.yes !== undefined) return { ...node, value: lettersOf(node) };
  if (!Array.isArray(node.value)) return node;
  const set = node.value.filter((one) => !isUnset(property, one));
  if (set.length === node.value.length) return node;
  if (set.length === 0) return { ...node, value: null };
  const one = (value: unknown): Condition => ({ field: node.field, operator: '=', value });
  return { logic: 'or', negative: node.operator === '!', conditions: [one(null), one(set)] };
}

type ByField = ReadonlyMap<string, Property>;

/** The conditions, each with the strategy by which its products are found. */
async function chooseStrategies(
  db: Db,
  byField: ByField,
  nodes: readonly FilterNode[],
  few: number,
): Promise<readonly FilterNode[]> {
  const choose = async (node: FilterNode): Promise<FilterNode> => {
    if ('logic' in node) {
      return { ...node, conditions: await chooseStrategies(db, byField, node.conditions, few) };
    }
    const property = byField.get(node.field);
    if (!property) return node;
    const one = normalizeCondition(property, node);
    if ('logic' in one) return choose(one);
    return (await isRare(db, property, soughtBy(property, one), few)) ? { ...one, by: 'set' } : one;
  };
  return Promise.all(nodes.map(choose));
}

/** Fields whose conditions leave what they leave all over a catalog. */
const evenlySpread: ReadonlySet<string> = new Set(['id', 'iblockId', 'type', 'active']);

/**
 * The condition in whose index the products of a list stand by id, as the list wants them, where no
 * other condition leaves so few of them that most would be read in vain.
 */
function drivingCondition(
  byField: ByField,
  { conditions, order }: ListRequest,
  { inCatalogs, afterTallied }: ProductCounts,
): FilterNode | undefined {
  const isSpread = conditions.every(
    (node) => 'field' in node && (evenlySpread.has(node.field) || byField.has(node.field)),
  );
  if (order[0]?.[0] !== 'id' || !isSpread) return undefined;
  const able = (conditions as readonly Condition[]).filter((node) => {
    const property = byField.get(node.field);
    return property !== undefined && canDrive(property, node);
  });
  return (
    able.find(({ by }) => by === 'set') ?? (2 * afterTallied >= inCatalogs ? able[0] : undefined)
  );
}

/** The request, with a strategy for each condition on a property. */
export async function planRequest(
  db: Db,
  properties: readonly Property[],
  asked: ListRequest,
  countProducts: () => Promise<ProductCounts>,
): Promise<ListRequest> {
  if (properties.length === 0) return asked;
  const byField = new Map(properties.map((property) => [property.field, property]));
  const counts = await countProducts();
  const conditions = await chooseStrategies(
    db,
    byField,
    asked.conditions,
    setThreshold(counts.inCatalogs),
  );
  const driving = drivingCondition(byField, { ...asked, conditions }, counts);
  return {
    ...asked,
    conditions: conditions.map((node) =>
      node === driving ? { ...(node as Condition), by: 'driving' } : node,
    ),
  };
}
