import type { Kysely } from 'kysely';
import type { JsonObject } from './contract.ts';
import type { Step } from './given.ts';

/** What a table's columns hold where a sample does not show them, and how shown ones are stored. */
export interface RowSource {
  readonly table: string;
  /** Every column that must not be null. */
  readonly base: JsonObject;
  /** Columns that are stored otherwise than answered. */
  readonly columns?: (row: JsonObject) => JsonObject;
}

const OFFSET = /[+-]\d\d:\d\d$/;

/** Dates are stored in seconds; a sample's offset is that of the documentation's server. */
const stored = (row: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
        ? Date.parse(`${value.replace(OFFSET, '')}Z`) / 1000
        : value,
    ]),
  );

// biome-ignore lint/suspicious/noExplicitAny: rows of every table
type AnyTable = Kysely<any>;

async function put(query: unknown, { table, base, columns }: RowSource, rows: JsonObject[]) {
  const ids = rows.map((row) => Number(row.id));
  await (query as AnyTable).deleteFrom(table).where('id', 'in', ids).execute();
  const values = rows.map((row) => ({ ...base, ...stored(row), ...columns?.(row) }));
  await (query as AnyTable).insertInto(table).values(values).execute();
}

const rowsOf = (result: unknown): JsonObject[] => {
  const [value] = Object.values(result as JsonObject);
  return (Array.isArray(value) ? value : [value]) as JsonObject[];
};

/** The rows that a sample answers, before a request that reads or changes them. */
export const asAnswered =
  (source: RowSource): Step =>
  async (query, { request, response, method }) => {
    const id = Number(request.id);
    if (response.result === true) return put(query, source, [{ id }]);
    const rows = rowsOf(response.result).map((row, n) => ({ id: id || n + 1, ...row }));
    if (!method.endsWith('.update')) return put(query, source, rows);
    // What the call changes is another value before it.
    const given = Object.keys(request.fields as JsonObject);
    const kept = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).filter(([name]) => !given.includes(name) || !(name in source.base)),
      ),
    );
    return put(query, source, kept);
  };

/** No other rows than these. */
export const alone =
  (source: RowSource): Step =>
  async (query, sample) => {
    await (query as unknown as AnyTable).deleteFrom(source.table).execute();
    await asAnswered(source)(query, sample);
  };

/** The next row gets the id that the sample answers. */
export const nextId =
  (source: RowSource): Step =>
  async (query, { response }) => {
    const id = Number(rowsOf(response.result)[0]?.id) - 1;
    if (id === 0) return (query as unknown as AnyTable).deleteFrom(source.table).execute();
    await put(query, source, [{ id }]);
    await (query as unknown as AnyTable).deleteFrom(source.table).where('id', '=', id).execute();
  };
