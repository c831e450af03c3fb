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
import { remembered } from './remembered.ts';
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
  /** `counting` where all rows that match are read, and not a page of them. */
  matches(eb: AnyBuilder, condition: Condition, counting: boolean): Expression<SqlBool>;
  sortKey(eb: AnyBuilder): Expression<unknown>;
}

/** A table that holds a `count` of rows for each combination of some of their columns. */
export interface Tally {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface PageOptions {
  /** The columns to read, by default the wanted fields. */
  readonly columns?: readonly string[];
  readonly virtual?: ReadonlyMap<string, VirtualField>;
  readonly tally?: Tally;
}

const isOn = (columns: readonly string[], node: FilterNode): boolean =>
  'field' in node
    ? columns.includes(node.field)
    : node.conditions.every((one) => isOn(columns, one));

/** Reads one page of rows. */
export async function readPage(
  db: Db,
  source: Source,
  request: ListRequest,
  { columns = request.fields, virtual, tally }: PageOptions = {},
): Promise<ListPage> {
  requireFewValues(request.conditions);
  const { conditions, order, limit, offset } = request;
  const from = (table: Source): AnyQuery =>
    // biome-ignore lint/suspicious/noExplicitAny: one reader serves every table
    (db.query as Kysely<any>).selectFrom(table) as AnyQuery;
  const matching = (query: AnyQuery, counting: boolean): AnyQuery =>
    conditions.reduce(
      (narrowed, node) =>
        narrowed.where((eb) =>
          toExpression(eb, node, (one) => virtual?.get(one.field)?.matches(eb, one, counting)),
        ),
      query,
    );
  const sorted = (query: AnyQuery): AnyQuery =>
    order.reduce((ordered, [field, direction]) => {
      const key = virtual?.get(field);
      return key
        ? ordered.orderBy((eb) => key.sortKey(eb), direction)
        : ordered.orderBy(field, direction);
    }, query);

  const page = sorted(matching(from(source), false))
    .limit(limit)
    .offset(offset);
  // Rows that are skipped are skipped in an index: of them nothing but the id is read.
  const isDeep = offset > 0 && typeof source === 'string';
  const wanted = isDeep ? sorted(from(source).where('id', 'in', page.select('id'))) : page;
  const rows = await wanted.select([...columns]).execute();
  if (!request.counted) return { rows, total: undefined, next: undefined };

  const count = (): Promise<number> => {
    if (tally && conditions.every((node) => isOn(tally.columns, node))) {
      return sumOf(matching(from(tally.table), true));
    }
    const counted = () => rowsOf(matching(from(source), true));
    if (typeof source !== 'string') return counted();
    return remembered(db, JSON.stringify([source, conditions]), counted);
  };

  const end = offset + rows.length;
  // A page that is not full tells the total itself.
  const total = rows.length > 0 && rows.length < limit ? end : await count();
  return { rows, total, next: end < total ? end : undefined };
}

const rowsOf = async (query: AnyQuery): Promise<number> => {
  const counted = query.select((eb) => eb.fn.countAll().as('total'));
  return Number((await counted.executeTakeFirst())?.total);
};

const sumOf = async (query: AnyQuery): Promise<number> => {
  const summed = query.select((eb) => eb.fn.sum('count').as('total'));
  return Number((await summed.executeTakeFirst())?.total);
};

/** The answer of a list method: `{ <key>: [rows] }` with total and next. */
export const listAnswer = (key: string, page: ListPage, rows: readonly Row[]): Page =>
  new Page({ [key]: rows }, page.total, page.next);
