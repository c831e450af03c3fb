import { Page } from '../core/envelope.ts';
import {
  type Context,
  type EntityFace,
  type Method,
  type MethodGroup,
  type Registered,
  type Result,
  read,
  write,
} from '../core/method.ts';
import { createRegistry } from '../core/registry.ts';
import type { Row } from '../core/wire/codec.ts';
import { exactNames, type RawParams } from '../core/wire/params.ts';
import { batch } from './batch.ts';
import { invalidField, v3Error } from './errors.ts';
import { fieldItems, isKnown, shownTo } from './fields.ts';
import { isOpen } from './filter.ts';
import { documentation, scopeList } from './introspection.ts';
import { readList, readNames, readPagination, readSelect, readTail } from './request.ts';

/** Rows that one update or delete by a filter changes at most. */
const MAX_CHANGED = 1000;

const any = (description: string) => ({ type: 'any', optional: true, description }) as const;
const select = any('Names of the fields wanted');
const filter = any('Conditions, `[field, operator, value]` and groups of them');
const order = any('Sorting, `{field: "ASC" or "DESC"}`');
const pagination = any('`{limit, page}` or `{limit, offset}`');

const picked = (row: Row, names: readonly string[] | undefined): Row =>
  names === undefined
    ? row
    : Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]));

const resultOf = (answer: unknown): Record<string, unknown> =>
  (answer instanceof Page ? answer.result : answer) as Record<string, unknown>;

const keyOf = (result: Result | undefined): string =>
  typeof result === 'object' ? (Object.values(result)[0] as string) : '';

/** The row of an answer; an empty list stands for one of another type. */
function rowOf(answer: unknown, { result }: EntityMethod): Row {
  const key = keyOf(result);
  const row = resultOf(answer)[key];
  if (Array.isArray(row) || typeof row !== 'object' || row === null) {
    throw v3Error('entityNotFound', `${key} does not exist.`);
  }
  return row as Row;
}

function requireKnown(entity: EntityFace, fields: unknown): void {
  if (typeof fields !== 'object' || fields === null) return;
  const unknown = Object.keys(fields).find((name) => !isKnown(entity, name));
  if (unknown !== undefined) throw v3Error('unknownProperty', `Unknown field \`${unknown}\``);
}

type EntityMethod = Method & { readonly entity: EntityFace };

/** A list by any column, and what can follow from it; a list of another kind is cut to the page. */
function listOf(method: EntityMethod): MethodGroup {
  const { entity, scope, right } = method;
  const { page } = entity;
  if (!page) {
    const key = keyOf(method.result);
    return {
      list: read({
        ...method,
        params: { ...method.params, pagination },
        async run(context, params) {
          const { limit, offset } = readPagination((params as RawParams).pagination);
          const rows = resultOf(await method.run(context, params, undefined))[key] as Row[];
          return { items: rows.slice(offset, offset + limit) };
        },
      }),
    };
  }
  const rights = { scope, ...(right ? { right } : {}) };
  const items = fieldItems(entity);
  const isItemName = (name: string): boolean => Object.hasOwn(items[0] ?? {}, name);
  return {
    list: read({
      about: method.about.replace(', 50 a page', ''),
      ...rights,
      entity,
      params: { select, filter, order, pagination },
      run: async (context, params) => ({
        items: await page(
          context,
          readList(shownTo(entity, context.caller), params, context.profile),
        ),
      }),
    }),
    tail: read({
      about: `${method.about.replace(/,? ?50 a page/, '').replace(/\.$/, '')} after a cursor.`,
      ...rights,
      entity,
      params: { select, filter, cursor: any('`{field, value, order, limit}`') },
      run: async (context, params) => ({
        items: await page(
          context,
          readTail(shownTo(entity, context.caller), params, context.profile),
        ),
      }),
    }),
    'field.list': read({
      about: 'Describes the fields.',
      ...rights,
      params: { select },
      run: async ({ profile }, { select: wanted }) => {
        const names = readNames(wanted, isItemName, profile);
        return { items: items.map((item) => picked({ ...item }, names)) };
      },
    }),
    'field.get': read({
      about: 'Describes one field.',
      ...rights,
      params: { name: { type: 'string', description: 'Name of the field' } },
      run: async (_context, { name }) => {
        const item = items.find((one) => one.name === name);
        if (!item) throw v3Error('entityNotFound', `Field \`${name}\` was not found`);
        return { item };
      },
    }),
  };
}

function getOf(method: EntityMethod): Method {
  const { entity } = method;
  return read({
    ...method,
    params: { ...method.params, select },
    async run(context, params) {
      const shown = shownTo(entity, context.caller);
      const names = readSelect(shown, (params as RawParams).select, context.profile);
      return { item: picked(rowOf(await method.run(context, params, undefined), method), names) };
    },
  });
}

function addOf(method: EntityMethod): Method {
  const { entity } = method;
  const { before } = method as { before?: (context: Context, params: never) => Promise<unknown> };
  return write({
    ...method,
    async before(context: Context, params) {
      requireKnown(entity, (params as RawParams).fields);
      return before?.(context, params as never);
    },
    run: async (context, params, held) => ({
      id: rowOf(await method.run(context, params, held), method).id,
    }),
  });
}

/** Update and delete: by `id`, or by a `filter` where the entity has a list by any column. */
function changeOf(method: EntityMethod, list: EntityMethod | undefined): Method {
  const { entity } = method;
  const page = list?.entity.page;
  const { before } = method as { before?: (context: Context, params: never) => Promise<unknown> };
  const byId = { ...method.params };
  const idsOf = async (context: Context, params: RawParams): Promise<readonly unknown[]> => {
    const { id, filter: given } = params;
    if ((id === undefined) === (given === undefined || given === null)) {
      throw invalidField('id', 'Exactly one of `id` and `filter` is needed');
    }
    if (id !== undefined || !list || !page) return [id];
    const shown = shownTo(list.entity, context.caller);
    const asked = readList(shown, { filter: given, select: ['id'] }, context.profile);
    if (isOpen(asked.conditions)) {
      throw v3Error('invalidFilter', 'A change by a filter needs a condition');
    }
    const rows = await page(context, { ...asked, limit: MAX_CHANGED + 1 });
    if (rows.length <= MAX_CHANGED) return rows.map((row) => row.id);
    throw v3Error('invalidFilter', `The filter matches more than ${MAX_CHANGED} rows`);
  };

  /** A change of a row may have taken others with it. */
  const isThere = async (context: Context, id: unknown): Promise<boolean> => {
    const byId = [{ field: 'id', operator: '=', value: id }] as const;
    const asked = { fields: ['id'], conditions: byId, order: [], offset: 0, limit: 1 } as const;
    return ((await page?.(context, { ...asked, counted: false })) ?? []).length > 0;
  };

  return write({
    ...method,
    params: page
      ? { ...byId, id: { type: 'integer', optional: true, description: 'Identifier' }, filter }
      : byId,
    async before(context: Context, params) {
      requireKnown(entity, (params as RawParams).fields);
      return before?.(context, params as never);
    },
    async run(context, params, held) {
      const given = params as RawParams;
      // A method that left the row as it was answers null.
      const changes = async (id: unknown): Promise<boolean> =>
        (await method.run(context, { ...given, id }, held)) !== null;
      if (!page) return { result: await changes(given.id) };
      const ids = await idsOf(context, given);
      if (given.id !== undefined) return { result: await changes(given.id) };
      for (const id of ids) {
        if ((await isThere(context, id)) && !(await changes(id))) {
          throw v3Error('invalidFilter', `The filter matches row ${id}, which cannot be changed`);
        }
      }
      return { result: true };
    },
  });
}

/** What has no entity answers as it does elsewhere, without totals. */
const asItIs = (method: Method): Method => {
  const run = async (context: Context, params: never, held?: unknown) =>
    resultOf(await method.run(context, params, held));
  return { ...method, run } as Method;
};

const hasEntity = (method: Method | undefined): method is EntityMethod =>
  method?.entity !== undefined;

/**
 * The portal's methods as REST 3.0 offers them: entities in its one form, the rest as they are. No portal
 * offers the catalog there; the REST API's own methods stay out.
 */
export function v3Methods(
  groups: Readonly<Record<string, MethodGroup>>,
): Readonly<Record<string, MethodGroup>> {
  const registry = createRegistry(groups);
  const offered: Record<string, Record<string, Method>> = {};
  const offer = (group: string, methods: MethodGroup) => {
    offered[group] = { ...offered[group], ...methods };
  };
  for (const { name, method } of registry.all) {
    if (name === 'batch' || name.startsWith('apiV1.')) continue;
    const dot = name.lastIndexOf('.');
    const group = name.slice(0, Math.max(dot, 0));
    const verb = name.slice(dot + 1);
    const exact = { ...method, params: exactNames(method.params) } as Method;
    offer(group, verbOf({ name, method: exact }, group, verb));
  }
  offer('', { batch, documentation, scopes: scopeList });
  offer('rest.documentation', { openapi: documentation });
  offer('rest.scope', { list: scopeList });
  return offered;

  function verbOf({ method }: Registered, group: string, verb: string): MethodGroup {
    if (!hasEntity(method)) return { [verb]: asItIs(method) };
    const list = registry.find(`${group}.list`)?.method;
    switch (verb) {
      case 'list':
        return listOf(method);
      case 'get':
        return { get: getOf(method) };
      case 'add':
        return { add: addOf(method) };
      default:
        return { [verb]: changeOf(method, hasEntity(list) ? list : undefined) };
    }
  }
}
