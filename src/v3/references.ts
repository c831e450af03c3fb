import type { RawParams } from '../core/wire/params.ts';
import { v3Error } from './errors.ts';

const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 64;
/** Characters of a reference. */
const MAX_REFERENCE = 1024;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `item.id` in a result; undefined where there is nothing. */
const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (one, key) =>
      typeof one === 'object' && one !== null && Object.hasOwn(one, key)
        ? (one as Record<string, unknown>)[key]
        : undefined,
    value,
  );

/** The field of every row of a result: of `items`, or of the result itself where it is a list. */
function column(
  result: unknown,
  path: readonly string[],
): { looked: number; values: readonly unknown[] } {
  const [first, ...rest] = path;
  const inside = at(result, path.slice(0, 1));
  const [rows, names] = Array.isArray(inside)
    ? [inside, rest]
    : [isRecord(result) ? result.items : result, path];
  if (first === undefined || !Array.isArray(rows)) return { looked: 0, values: [] };
  const values = rows.map((row) => at(row, names)).filter((value) => value !== undefined);
  return { looked: rows.length, values };
}

/**
 * What commands of a batch take from earlier ones: `{"$ref": "alias.item.id"}` becomes the value,
 * `{"$refArray": "alias.id"}` the list of a field of all rows. What they bring is limited to 1 MiB for
 * each batch, since a command may bring the same large value many times.
 */
export function createReferences() {
  const results = new Map<string, unknown>();
  let room = MAX_BYTES;

  const lookUp = (kind: string, reference: unknown): unknown => {
    const isReference = typeof reference === 'string' && reference.length <= MAX_REFERENCE;
    const [alias = '', ...path] = isReference ? reference.split('.') : [];
    if (!results.has(alias)) {
      throw v3Error('requestValidation', `${kind} names no earlier command of the batch`);
    }
    const result = results.get(alias);
    const { looked, values: value } =
      kind === '$ref' ? { looked: 0, values: at(result, path) } : column(result, path);
    if (value === undefined) {
      throw v3Error('requestValidation', `${kind} ${reference} names nothing`);
    }
    // Rows that gave nothing were looked at all the same.
    room -= Buffer.byteLength(JSON.stringify(value)) + looked;
    if (room < 0) throw v3Error('requestValidation', 'The references of a batch bring too much');
    return value;
  };

  const resolve = (value: unknown, depth: number): unknown => {
    if (depth > MAX_DEPTH) throw v3Error('requestValidation', 'A query is nested too deep');
    if (Array.isArray(value)) return value.map((one) => resolve(one, depth + 1));
    if (!isRecord(value)) return value;
    const entries = Object.entries(value);
    const [key, reference] = entries[0] ?? [''];
    if (entries.length === 1 && (key === '$ref' || key === '$refArray')) {
      return lookUp(key, reference);
    }
    return Object.fromEntries(entries.map(([name, one]) => [name, resolve(one, depth + 1)]));
  };

  return {
    add: (alias: string, result: unknown) => void results.set(alias, result),
    resolve: (query: RawParams): RawParams => resolve(query, 0) as RawParams,
  };
}
