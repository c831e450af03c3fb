import type { AliasedExpression, Expression, Kysely, SelectQueryBuilder, SqlBool } from 'kysely';
import type { Codec, Row } from './codec.ts';
import { Page } from './envelope.ts';
import {
  type AnyBuilder,
  type Condition,
  createFieldFinder,
  type FilterNode,
  parseFilter,
  requireFewValues,
  toExpression,
} from './filter.ts';
import { type ParamSchemas, type PhpArray, textOf } from './params.ts';
import type { EntitySchema } from './schema.ts';
import type { Db } from './store.ts';

/** Rows of a page; the documentation and every SDK count on it. */
export const PAGE_SIZE = 50;

/** The four arguments of every list method. */
export const listParams = {
  select: { type: 'array', optional: true, description: 'Fields wanted; all without it' },
  filter: { type: 'array', optional: true, description: 'Conditions, `{"[prefix]field": value}`' },
  order: { type: 'array', optional: true, description: 'Sorting, `{"field": "ASC" or "DESC"}`' },
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

export interface ListArguments {
  readonly select?: PhpArray | undefined;
  readonly filter?: PhpArray | undefined;
  readonly order?: PhpArray | undefined;
  readonly start?: number | undefined;
}

/** Reads the arguments of a list method by the rules of spec/core.md section 5. */
export type ListReader = (args: ListArguments) => ListRequest;

export function createListReader(schema: EntitySchema, codec: Codec): ListReader {
  const find = createFieldFinder(codec.names);

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

// biome-ignore lint/suspicious/noExplicitAny: one reader serves every table
type AnyQuery = SelectQueryBuilder<any, any, Row>;

/** A table by its name, or rows of a query that are listed as one. */
// biome-ignore lint/suspicious/noExplicitAny: one reader serves every table
type Source = string | AliasedExpression<any, string>;

/** Rows of a page and what the envelope tells about the rest. */
export interface ListPage {
  readonly rows: Row[];
  readonly total: number | undefined;
  readonly next: number | undefined;
}

/** A field that is no column of the table: how rows are found and sorted by it. */
export interface VirtualField {
  matches(eb: AnyBuilder, condition: Condition): Expression<SqlBool>;
  sortKey(eb: AnyBuilder): Expression<unknown>;
}

const noVirtual: ReadonlyMap<string, VirtualField> = new Map();

/** Reads one page of rows. `columns` are the columns to read, by default the wanted fields. */
export async function readPage(
  db: Db,
  source: Source,
  request: ListRequest,
  columns: readonly string[] = request.fields,
  virtual: ReadonlyMap<string, VirtualField> = noVirtual,
): Promise<ListPage> {
  requireFewValues(request.conditions);
  // biome-ignore lint/suspicious/noExplicitAny: one reader serves every table
  const from = (db.query as Kysely<any>).selectFrom(source) as AnyQuery;
  const matching = request.conditions.reduce(
    (query, node) =>
      query.where((eb) =>
        toExpression(eb, node, (one) => virtual.get(one.field)?.matches(eb, one)),
      ),
    from,
  );
  const sorted = request.order.reduce((query, [field, direction]) => {
    const key = virtual.get(field);
    return key
      ? query.orderBy((eb) => key.sortKey(eb), direction)
      : query.orderBy(field, direction);
  }, matching);
  const { limit, offset } = request;
  const rows = await sorted
    .select([...columns])
    .limit(limit)
    .offset(offset)
    .execute();
  if (!request.counted) return { rows, total: undefined, next: undefined };

  const total = await countAll(matching, rows.length, request);
  const end = offset + rows.length;
  return { rows, total, next: end < total ? end : undefined };
}

/** A page that is not full tells the total itself. */
async function countAll(
  matching: AnyQuery,
  rows: number,
  { limit, offset }: ListRequest,
): Promise<number> {
  if (rows > 0 && rows < limit) return offset + rows;
  const counted = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(counted.total);
}

/** The answer of a list method: `{ <key>: [rows] }` with total and next. */
export const listAnswer = (key: string, page: ListPage, rows: readonly Row[]): Page =>
  new Page({ [key]: rows }, page.total, page.next);
