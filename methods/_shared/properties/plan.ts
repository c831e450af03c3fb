import { expressionBuilder } from 'kysely';
import {
  type Condition,
  type Db,
  type FilterNode,
  type ListRequest,
  remembered,
} from '../../../src/core/index.ts';
import { canLead, meeting, type Sought, soughtBy, valuesOf } from './find.ts';
import type { Property } from './load.ts';

/** A set of more products than these costs more than to ask for each product of a page. */
const FEW = 5_000;

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

/** Yes or no of a list property that has but one value: the letters that a condition names. */
function lettersOf({ operator, value }: Condition): readonly string[] {
  const texts = [value].flat().map(String);
  const isPattern = operator.includes('%') || operator.includes('like');
  const named = isPattern ? texts.map((text) => text.replaceAll('%', '')) : texts;
  return ['Y', 'N'].filter((letter) => named.includes(letter));
}

type ByField = ReadonlyMap<string, Property>;

/** A condition with how its products are found. */
async function markNode(db: Db, byField: ByField, node: FilterNode): Promise<FilterNode> {
  if ('logic' in node) return { ...node, conditions: await markAll(db, byField, node.conditions) };
  const property = byField.get(node.field);
  if (!property) return node;
  const one = property.yes === undefined ? node : { ...node, value: lettersOf(node) };
  return (await isRare(db, property, soughtBy(property, one))) ? { ...one, by: 'set' } : one;
}

async function markAll(db: Db, byField: ByField, nodes: readonly FilterNode[]) {
  const marked: FilterNode[] = [];
  for (const node of nodes) marked.push(await markNode(db, byField, node));
  return marked;
}

/** Fields whose conditions leave what they leave all over a catalog. */
const spread: ReadonlySet<string> = new Set(['id', 'iblockId', 'type', 'active']);

/**
 * The condition in whose index the products of a list stand by id, as the list wants them, where no
 * other condition leaves so few of them that most would be read in vain.
 */
async function leaderOf(
  byField: ByField,
  { conditions, order }: ListRequest,
  leavesMost: () => Promise<boolean>,
): Promise<FilterNode | undefined> {
  const able = conditions.filter((node): node is Condition => {
    const property = 'field' in node ? byField.get(node.field) : undefined;
    return property !== undefined && canLead(property, node as Condition);
  });
  const isSpread = conditions.every(
    (node) => 'field' in node && (spread.has(node.field) || byField.has(node.field)),
  );
  if (able.length === 0 || order[0]?.[0] !== 'id' || !isSpread) return undefined;
  const rare = able.find(({ by }) => by === 'set');
  if (rare) return rare;
  return (await leavesMost()) ? able[0] : undefined;
}

/**
 * The request with how products are found by each condition on a property. `leavesMost` tells whether
 * the conditions on columns leave at least half of the catalog.
 */
export async function planned(
  db: Db,
  properties: readonly Property[],
  asked: ListRequest,
  leavesMost: () => Promise<boolean>,
): Promise<ListRequest> {
  if (properties.length === 0) return asked;
  const byField = new Map(properties.map((property) => [property.field, property]));
  const request = { ...asked, conditions: await markAll(db, byField, asked.conditions) };
  const leader = await leaderOf(byField, request, leavesMost);
  const conditions = request.conditions.map(
    (node): FilterNode => (node === leader ? { ...(node as Condition), by: 'lead' } : node),
  );
  return { ...request, conditions };
}
