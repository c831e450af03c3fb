import type { Profile } from '../core/errors.ts';
import type { ListRequest } from '../core/lists/list.ts';
import type { EntityFace } from '../core/method.ts';
import type { RawParams } from '../core/wire/params.ts';
import { naturalOrder } from '../core/wire/schema.ts';
import { v3Error } from './errors.ts';
import { fieldOf, isFilterable, isKnown } from './fields.ts';
import { readFilter } from './filter.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 1000;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The names wanted; undefined for all, where none is asked or none is left. The documentation leaves an
 * unknown one out, a portal refuses it (spec/core.md, "Docs vs real behaviour", 14).
 */
export function readNames(
  select: unknown,
  isName: (name: string) => boolean,
  profile: Profile,
): readonly string[] | undefined {
  if (select === undefined || select === null) return undefined;
  if (!Array.isArray(select) || select.some((name) => typeof name !== 'string')) {
    throw v3Error('invalidSelect', 'select is a list of field names');
  }
  const unknown = select.find((name) => !isName(name));
  if (unknown !== undefined && profile === 'live') {
    throw v3Error('unknownProperty', `Unknown field \`${unknown}\``);
  }
  const names = select.filter(isName);
  return names.length === 0 ? undefined : names;
}

/** The fields of an entity that are wanted, as `readNames` has it. */
export const readSelect = (
  entity: EntityFace,
  select: unknown,
  profile: Profile,
): readonly string[] | undefined => readNames(select, (name) => isKnown(entity, name), profile);

function readOrder(entity: EntityFace, order: unknown): [string, 'asc' | 'desc'][] {
  if (order === undefined || order === null) return [];
  if (Array.isArray(order) && order.length === 0) return [];
  if (!isRecord(order)) throw v3Error('invalidOrder', 'order is an object of fields');
  return Object.entries(order).map(([name, direction]) => {
    const field = fieldOf(entity, name);
    if (!field || !isFilterable(field)) {
      throw v3Error('unknownProperty', `Unknown field \`${name}\` of an order`);
    }
    const word = typeof direction === 'string' ? direction.toLowerCase() : '';
    if (word !== 'asc' && word !== 'desc') {
      throw v3Error('invalidOrder', `The order of \`${name}\` is "ASC" or "DESC"`);
    }
    return [name, word];
  });
}

function count(value: unknown, name: string, least: number, most: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  const n = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (Number.isSafeInteger(n) && (n as number) >= least && (n as number) <= most)
    return n as number;
  throw v3Error('invalidPagination', `\`${name}\` is a whole number from ${least} to ${most}`);
}

const readLimit = (value: unknown): number => count(value, 'limit', 1, MAX_LIMIT) ?? DEFAULT_LIMIT;

/** Pages count from 1; b24jssdk calls the first one 0. */
export function readPagination(pagination: unknown): { limit: number; offset: number } {
  if (pagination === undefined || pagination === null) return { limit: DEFAULT_LIMIT, offset: 0 };
  if (!isRecord(pagination)) throw v3Error('invalidPagination', 'pagination is an object');
  const limit = readLimit(pagination.limit);
  const most = 1e12;
  const page = count(pagination.page, 'page', 0, most / MAX_LIMIT);
  const offset = count(pagination.offset, 'offset', 0, most);
  if (page !== undefined && offset !== undefined) {
    throw v3Error('invalidPagination', 'pagination takes page or offset, not both');
  }
  return { limit, offset: offset ?? Math.max((page ?? 1) - 1, 0) * limit };
}

const allFields = ({ schema }: EntityFace) => naturalOrder(Object.keys(schema.properties));

/** `select`, `filter`, `order` and `pagination` of a list. */
export function readList(entity: EntityFace, params: RawParams, profile: Profile): ListRequest {
  const order = readOrder(entity, params.order);
  return {
    fields: readSelect(entity, params.select, profile) ?? allFields(entity),
    conditions: readFilter(entity, params.filter),
    order: order.some(([name]) => name === 'id') ? order : [...order, ['id', 'asc']],
    ...readPagination(params.pagination),
    counted: false,
  };
}

/** `cursor {field, value, order, limit}`: what comes after a row, without counting what is before it. */
export function readTail(entity: EntityFace, params: RawParams, profile: Profile): ListRequest {
  const cursor = isRecord(params.cursor) ? params.cursor : {};
  const { field = 'id', value, order = 'ASC' } = cursor;
  if (typeof field !== 'string') throw v3Error('invalidPagination', 'cursor.field is a text');
  const [sorted] = readOrder(entity, { [field]: order });
  const conditions = readFilter(entity, params.filter);
  if (namesField(params.filter, field)) {
    throw v3Error('invalidFilter', `The filter must not name the cursor's field \`${field}\``);
  }
  const after =
    value === undefined || value === null
      ? []
      : readFilter(entity, [[field, sorted?.[1] === 'desc' ? '<' : '>', value]]);
  const direction = sorted?.[1] ?? 'asc';
  return {
    fields: readSelect(entity, params.select, profile) ?? allFields(entity),
    conditions: [...conditions, ...after],
    order:
      field === 'id'
        ? [['id', direction]]
        : [
            [field, direction],
            ['id', direction],
          ],
    limit: readLimit(cursor.limit),
    offset: 0,
    counted: false,
  };
}

/** Whether a filter that was read without complaint names the field. */
const namesField = (filter: unknown, field: string): boolean =>
  Array.isArray(filter) &&
  filter.some((one) =>
    Array.isArray(one)
      ? one[0] === field
      : namesField((one as { conditions?: unknown }).conditions, field),
  );
