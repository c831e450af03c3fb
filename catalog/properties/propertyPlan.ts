import { expressionBuilder } from 'kysely';
import {
  type Condition,
  type Db,
  type FilterNode,
  type ListRequest,
  PAGE_SIZE,
  remembered,
} from '../../src/core/index.ts';
import type { Property } from './properties.ts';
import {
  canLead,
  isPattern,
  isUnset,
  meeting,
  type Sought,
  soughtBy,
  valuesOf,
} from './propertyConditions.ts';

/** How many products a list would have without its conditions on properties. */
export interface Extent {
  /** In its catalogs. */
  readonly all: number;
  /** With its conditions on columns that are tallied. */
  readonly left: number;
}

/**
 * So many of all products are read as a set with no more effort than it takes to ask one product after
 * the other until a page is full.
 */
const fewOf = (all: number): number => Math.ceil(Math.sqrt(PAGE_SIZE * all));

/** Whether few values are sought, counted no further than that. */
const isRare = (db: Db, property: Property, sought: Sought, few: number): Promise<boolean> =>
  remembered(db, JSON.stringify([property.field, sought, few]), async () => {
    const some = meeting(valuesOf(expressionBuilder(), property), sought)
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

/** A condition as values are kept: yes or no by letters, no value by null, and apart from values. */
function settled(property: Property, node: Condition): FilterNode {
  if (property.yes !== undefined) return { ...node, value: lettersOf(node) };
  if (!Array.isArray(node.value)) return node;
  const set = node.value.filter((one) => !isUnset(property, one));
  if (set.length === node.value.length) return node;
  if (set.length === 0) return { ...node, value: null };
  const one = (value: unknown): Condition => ({ field: node.field, operator: '=', value });
  return { logic: 'or', negative: node.operator === '!', conditions: [one(null), one(set)] };
}

type ByField = ReadonlyMap<string, Property>;

/** Conditions with how the products of each are found. */
async function marked(
  db: Db,
  byField: ByField,
  nodes: readonly FilterNode[],
  few: number,
): Promise<readonly FilterNode[]> {
  const mark = async (node: FilterNode): Promise<FilterNode> => {
    if ('logic' in node) {
      return { ...node, conditions: await marked(db, byField, node.conditions, few) };
    }
    const property = byField.get(node.field);
    if (!property) return node;
    const one = settled(property, node);
    if ('logic' in one) return mark(one);
    return (await isRare(db, property, soughtBy(property, one), few)) ? { ...one, by: 'set' } : one;
  };
  return Promise.all(nodes.map(mark));
}

/** Fields whose conditions leave what they leave all over a catalog. */
const spread: ReadonlySet<string> = new Set(['id', 'iblockId', 'type', 'active']);

/**
 * The condition in whose index the products of a list stand by id, as the list wants them, where no
 * other condition leaves so few of them that most would be read in vain.
 */
function leaderOf(
  byField: ByField,
  { conditions, order }: ListRequest,
  { all, left }: Extent,
): FilterNode | undefined {
  const isSpread = conditions.every(
    (node) => 'field' in node && (spread.has(node.field) || byField.has(node.field)),
  );
  if (order[0]?.[0] !== 'id' || !isSpread) return undefined;
  const able = (conditions as readonly Condition[]).filter((node) => {
    const property = byField.get(node.field);
    return property !== undefined && canLead(property, node);
  });
  return able.find(({ by }) => by === 'set') ?? (2 * left >= all ? able[0] : undefined);
}

/** The request with how products are found by each condition on a property. */
export async function planned(
  db: Db,
  properties: readonly Property[],
  asked: ListRequest,
  extentOf: () => Promise<Extent>,
): Promise<ListRequest> {
  if (properties.length === 0) return asked;
  const byField = new Map(properties.map((property) => [property.field, property]));
  const extent = await extentOf();
  const conditions = await marked(db, byField, asked.conditions, fewOf(extent.all));
  const leader = leaderOf(byField, { ...asked, conditions }, extent);
  return {
    ...asked,
    conditions: conditions.map((node) =>
      node === leader ? { ...(node as Condition), by: 'lead' } : node,
    ),
  };
}
