import type { AliasedExpression, Kysely, SelectQueryBuilder } from 'kysely';
import { cacheUntilCommit } from '../cacheUntilCommit.ts';
import { Page } from '../envelope.ts';
import type { Db, Param } from '../store.ts';
import type { Row } from '../wire/codec.ts';
import { type Condition, type FilterNode, requireFewValues, toExpression } from './condition.ts';
import type { ListRequest } from './list.ts';
import { bindValues, parameterize } from './operands.ts';
import { cachedQuery } from './queryCache.ts';
import { drivingId, type VirtualFields } from './virtual.ts';

// biome-ignore lint/suspicious/noExplicitAny: one reader serves every table
type AnyQuery = SelectQueryBuilder<any, any, Row>;
// biome-ignore lint/suspicious/noExplicitAny: one reader serves every table
type AnyTables = Kysely<any>;

/** A table by its name, or rows of a query that are listed as one. */
// biome-ignore lint/suspicious/noExplicitAny: one reader serves every table
type Source = string | AliasedExpression<any, string>;

/** Rows of a page and what the envelope tells about the rest. */
export interface ListPage {
  readonly rows: Row[];
  readonly total: number | undefined;
  readonly next: number | undefined;
}

/** A table that holds a `count` of rows for each combination of some of their columns. */
export interface Tally {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface PageOptions {
  /** The columns to read, by default the wanted fields. */
  readonly columns?: readonly string[];
  readonly virtual?: VirtualFields;
  readonly tally?: Tally;
}

/** What the statements of a list depend on, but for the operands of its conditions. */
interface Shape {
  readonly source: Source;
  readonly conditions: readonly FilterNode[];
  readonly order: ListRequest['order'];
  readonly virtual: VirtualFields;
}

type Operands = Record<string, unknown>;

/** Narrows a query; `counting` where all rows that match are read, and not a page of them. */
const matching = (query: AnyQuery, { conditions, virtual }: Shape, counting: boolean): AnyQuery =>
  conditions.reduce(
    (narrowed, node) =>
      narrowed.where((eb) =>
        toExpression(eb, node, (one) => virtual.get(one.field)?.matches(eb, one, counting)),
      ),
    query,
  );

const sorted = (query: AnyQuery, { order, virtual }: Shape): AnyQuery =>
  order.reduce((ordered, [field, direction]) => {
    const key = virtual.get(field);
    return key
      ? ordered.orderBy((eb) => key.sortKey(eb), direction)
      : ordered.orderBy(field, direction);
  }, query);

const drives = (node: FilterNode): node is Condition => 'field' in node && node.by === 'driving';

/** All rows that are asked for, in order. */
function rowsOf(tables: AnyTables, shape: Shape): AnyQuery {
  const { source, conditions, virtual } = shape;
  const driver = conditions.find(drives);
  const driving = driver && virtual.get(driver.field)?.driving;
  if (!driving) return sorted(matching(tables.selectFrom(source) as AnyQuery, shape, false), shape);
  const led: Shape = {
    ...shape,
    conditions: conditions.filter((node) => node !== driver),
    virtual: new Map([...virtual, ['id', drivingId]]),
  };
  // A cross join is SQLite's way to say which table is read first.
  const joined = tables
    .selectFrom((eb) => driving(eb, driver).as('driving'))
    .crossJoin(source)
    .whereRef(`${source}.id`, '=', 'driving.drivingId') as AnyQuery;
  return sorted(matching(joined, led, false), led);
}

/** A query of the shape, built at its first run. `kind` tells it from others of the shape. */
function queryOf(
  db: Db,
  kind: readonly unknown[],
  shape: Shape,
  build: (tables: AnyTables, asked: Shape, param: Param<Operands>) => AnyQuery,
) {
  const { source, conditions, order, virtual } = shape;
  const fields = [...virtual.values()].map((field) => field.shape);
  // The rows of a query are a source of its own at each call.
  const key = typeof source === 'string' ? [source, kind, conditions, order, fields] : undefined;
  return cachedQuery<Operands, Row>(db, key, (tables, param) =>
    build(tables, { ...shape, conditions: bindValues(conditions, param) }, param),
  );
}

/** Rows that are skipped are skipped in an index: of them nothing but the id is read. */
const pageQuery = (db: Db, shape: Shape, columns: readonly string[], isDeep: boolean) =>
  queryOf(db, [columns, isDeep], shape, (tables, asked, param) => {
    const { source } = asked;
    const page = rowsOf(tables, asked)
      .limit(param('limit') as number)
      .offset(param('offset') as number);
    const wanted =
      isDeep && typeof source === 'string'
        ? sorted(tables.selectFrom(source).where('id', 'in', page.select('id')) as AnyQuery, asked)
        : page;
    return wanted.select([...columns]);
  });

const totalQuery = (db: Db, shape: Shape, kind: 'count' | 'sum') =>
  queryOf(db, [kind], shape, (tables, asked) =>
    matching(tables.selectFrom(asked.source) as AnyQuery, asked, true).select(({ fn }) =>
      (kind === 'count' ? fn.countAll() : fn.sum('count')).as('total'),
    ),
  );

/** How many rows meet conditions on the columns of a tally. */
export const tallied = (
  db: Db,
  { table }: Tally,
  conditions: readonly FilterNode[],
): Promise<number> =>
  cacheUntilCommit(db, JSON.stringify([table, conditions]), async () => {
    const { shape, operands } = parameterize(conditions);
    const sum = { source: table, conditions: shape, order: [], virtual: new Map() };
    return Number((await db.first(totalQuery(db, sum, 'sum'), operands))?.total);
  });

const isOn = (columns: readonly string[], node: FilterNode): boolean =>
  'field' in node
    ? columns.includes(node.field)
    : node.conditions.every((one) => isOn(columns, one));

/** Reads one page of rows. */
export async function readPage(
  db: Db,
  source: Source,
  request: ListRequest,
  { columns = request.fields, virtual = new Map(), tally }: PageOptions = {},
): Promise<ListPage> {
  requireFewValues(request.conditions);
  const { conditions, order, limit, offset } = request;
  const { shape: taken, operands } = parameterize(conditions);
  const shape: Shape = { source, conditions: taken, order, virtual };
  const rows = await db.all(pageQuery(db, shape, columns, offset > 0), {
    ...operands,
    limit,
    offset,
  });
  if (!request.counted) return { rows, total: undefined, next: undefined };

  const count = async (): Promise<number> => {
    const query = totalQuery(db, { ...shape, order: [] }, 'count');
    return Number((await db.first(query, operands))?.total);
  };
  const counted = (): Promise<number> => {
    if (tally && conditions.every((node) => isOn(tally.columns, node))) {
      return tallied(db, tally, conditions);
    }
    // What is counted among the rows of a query depends on that query too.
    if (typeof source !== 'string') return count();
    return cacheUntilCommit(db, JSON.stringify([source, conditions]), count);
  };
  const end = offset + rows.length;
  // A page that is not full tells the total itself.
  const total = rows.length > 0 && rows.length < limit ? end : await counted();
  return { rows, total, next: end < total ? end : undefined };
}

/** The answer of a list method: `{ <key>: [rows] }` with total and next. */
export const listAnswer = (key: string, page: ListPage, rows: readonly Row[]): Page =>
  new Page({ [key]: rows }, page.total, page.next);
