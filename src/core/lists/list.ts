import type { Codec } from '../wire/codec.ts';
import { type ParamSchemas, type PhpArray, textOf } from '../wire/params.ts';
import type { EntitySchema } from '../wire/schema.ts';
import type { FilterNode } from './condition.ts';
import { parseFilter } from './filter.ts';

/** Rows of a page; the documentation and every SDK count on it. */
export const PAGE_SIZE = 50;

/** The four arguments of every list method. */
export const listParams = {
  select: {
    type: 'array',
    optional: true,
    names: 'values',
    description: 'Fields wanted; all without it',
  },
  filter: {
    type: 'array',
    optional: true,
    names: 'keys',
    description: 'Conditions, `{"[prefix]field": value}`',
  },
  order: {
    type: 'array',
    optional: true,
    names: 'keys',
    description: 'Sorting, `{"field": "ASC" or "DESC"}`',
  },
  start: {
    type: 'number',
    optional: true,
    lenient: true,
    description: 'Offset; -1 asks for no total',
  },
} as const satisfies ParamSchemas;

/** What a caller asked of a list, checked. */
export interface ListRequest {
  readonly fields: readonly string[];
  readonly conditions: readonly FilterNode[];
  readonly order: readonly (readonly [field: string, direction: 'asc' | 'desc'])[];
  /** Rows to skip. */
  readonly offset: number;
  /** Rows wanted at most. */
  readonly limit: number;
  /** Whether the total is wanted. */
  readonly counted: boolean;
}

const fieldsOf = (nodes: readonly FilterNode[]): string[] =>
  nodes.flatMap((node) => ('field' in node ? [node.field] : fieldsOf(node.conditions)));

/** The fields by which a request finds and sorts rows. */
export const fieldsNamed = ({ conditions, order }: ListRequest): ReadonlySet<string> =>
  new Set([...fieldsOf(conditions), ...order.map(([field]) => field)]);

/** The conditions on fields that are kept, in groups too. */
export const conditionsOn = (
  nodes: readonly FilterNode[],
  kept: (field: string) => boolean,
): FilterNode[] =>
  nodes.flatMap((node): FilterNode[] => {
    if ('field' in node) return kept(node.field) ? [node] : [];
    return [{ ...node, conditions: conditionsOn(node.conditions, kept) }];
  });

/**
 * The request without the fields that its caller is not shown: like unknown ones they are neither
 * answered, nor filtered, nor sorted by, which would tell them all the same.
 */
export const shownRequest = (
  asked: ListRequest,
  isShown: (field: string) => boolean,
): ListRequest => ({
  ...asked,
  fields: asked.fields.filter(isShown),
  conditions: conditionsOn(asked.conditions, isShown),
  order: asked.order.filter(([field]) => isShown(field)),
});

export interface ListArguments {
  readonly select?: PhpArray | undefined;
  readonly filter?: PhpArray | undefined;
  readonly order?: PhpArray | undefined;
  readonly start?: number | undefined;
}

/** Reads the arguments of a list method by the rules of spec/core.md section 5. */
export type ListReader = (args: ListArguments) => ListRequest;

export function createListReader(schema: EntitySchema, codec: Codec): ListReader {
  const known = new Set(codec.names);
  const find = (name: string): string | undefined => (known.has(name) ? name : undefined);

  const selected = (select: PhpArray | undefined): readonly string[] => {
    const wanted = Object.values(select ?? {});
    if (wanted.includes('*')) return codec.names;
    const known = new Set(
      wanted.map((name) => (typeof name === 'string' ? find(name) : undefined)),
    );
    known.delete(undefined);
    return known.size === 0 ? codec.names : codec.names.filter((name) => known.has(name));
  };

  const ordered = (order: PhpArray | undefined): ListRequest['order'] => {
    const directions = new Map<string, 'asc' | 'desc'>();
    for (const [name, direction] of Object.entries(order ?? {})) {
      const field = find(name);
      if (field === undefined || directions.has(field)) continue;
      directions.set(field, textOf(direction).toLowerCase() === 'desc' ? 'desc' : 'asc');
    }
    if (directions.size === 0 || !directions.has('id')) directions.set('id', 'asc');
    return [...directions];
  };

  return ({ select, filter, order, start }) => ({
    fields: selected(select),
    conditions: parseFilter(schema, find, filter),
    order: ordered(order),
    offset: pageOffset(start ?? 0),
    limit: PAGE_SIZE,
    counted: start !== -1,
  });
}

/** `start` is rounded down to a whole page; a portal never begins in the middle of one. */
export const pageOffset = (start: number): number =>
  start > 0 && Number.isSafeInteger(Math.trunc(start))
    ? Math.floor(start / PAGE_SIZE) * PAGE_SIZE
    : 0;
