import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import {
  type Context,
  isoTime,
  type PhpArray,
  parseTime,
  type Refusal,
  type Tables,
  textOf,
  wrongArgument,
} from '../../src/core/index.ts';
import { adminError, appError, requireAdmin, requireApp } from './apps.ts';

type Column = 'id' | 'timestampX' | 'event' | 'messageId' | 'processId' | 'error';
type Builder = ExpressionBuilder<Tables, 'offlineEvent'>;

const columns: ReadonlyMap<string, Column> = new Map([
  ['ID', 'id'],
  ['TIMESTAMP_X', 'timestampX'],
  ['EVENT_NAME', 'event'],
  ['MESSAGE_ID', 'messageId'],
  ['PROCESS_ID', 'processId'],
  ['ERROR', 'error'],
]);

/** Only `event.offline.list` shows and filters these. */
const LIST_ONLY: ReadonlySet<string> = new Set(['PROCESS_ID', 'ERROR']);
const OPERATOR = /^([^A-Za-z0-9_]*)(.*)$/s;
const MAX_VALUES = 1000;

/** Which queue: of the app, and of the part of it that calls. Throws unless an administrator calls. */
export function requireQueue(context: Context): { appId: number; connectorId: string } {
  const { appId } = requireApp(context.caller);
  requireAdmin(context, 'Administrator authorization required');
  return { appId, connectorId: context.connector };
}

const columnOf = (name: string, wide: boolean): Column | undefined =>
  !wide && LIST_ONLY.has(name) ? undefined : columns.get(name);

/** `{ '>=ID': 5 }` as a condition; unknown fields and operators are refused (spec/core.md section 8). */
export function filterOf(filter: PhpArray | undefined, wide: boolean) {
  const conditions = Object.entries(filter ?? {}).map(([key, value]) => {
    const [, operator = '', name = ''] = OPERATOR.exec(key) ?? [];
    const column = columnOf(name.toUpperCase(), wide);
    if (!column) throw wrongArgument('filter', `Filter field not allowed: ${name.slice(0, 64)}`);
    if (!['', '=', '>', '<', '>=', '<=', '@', '%'].includes(operator)) {
      throw wrongArgument('filter', `Filter operation not allowed: ${operator.slice(0, 16)}`);
    }
    return { column, operator, value };
  });
  return (eb: Builder): Expression<SqlBool> =>
    eb.and(conditions.map((condition) => toCondition(eb, condition)));
}

function toCondition(
  eb: Builder,
  { column, operator, value }: { column: Column; operator: string; value: unknown },
): Expression<SqlBool> {
  const cast = (one: unknown): string | number => {
    const text = textOf(one);
    if (column === 'timestampX') return parseTime(text) ?? 0;
    return column === 'id' || column === 'error' ? Number(text) || 0 : text;
  };
  const values = typeof value === 'object' && value !== null ? Object.values(value) : undefined;
  if (values || operator === '@') {
    const wanted = (values ?? [value]).slice(0, MAX_VALUES).map(cast);
    return eb(column, 'in', wanted.length > 0 ? (wanted as never) : ([null] as never));
  }
  if (operator === '%') {
    const pattern = `%${String(cast(value)).replace(/[\\%_]/g, '\\$&')}%`;
    return eb(column, 'like', pattern as never);
  }
  return eb(column, (operator || '=') as '=', cast(value) as never);
}

/** Sorting; `ID` ascending without any. */
export function orderOf(
  order: PhpArray | undefined,
  wide: boolean,
): readonly (readonly [Column, 'asc' | 'desc'])[] {
  const wanted = Object.entries(order ?? {}).map(([name, direction]) => {
    const column = columnOf(name.toUpperCase(), wide);
    if (!column) throw wrongArgument('order', `Order field not allowed: ${name.slice(0, 64)}`);
    return [column, textOf(direction).toLowerCase() === 'desc' ? 'desc' : 'asc'] as const;
  });
  return wanted.length > 0 ? wanted : [['id', 'asc']];
}

/** A row as an answer shows it. */
export function shown(row: Omit<Tables['offlineEvent'], 'id'> & { readonly id: number }) {
  return {
    ID: String(row.id),
    TIMESTAMP_X: isoTime(row.timestampX),
    EVENT_NAME: row.event,
    EVENT_DATA: JSON.parse(row.data) as object,
    EVENT_ADDITIONAL: JSON.parse(row.additional) as object,
    MESSAGE_ID: row.messageId,
  };
}

/** The texts of a list or of one value. */
export const textsOf = (value: unknown): string[] =>
  value === undefined || value === null
    ? []
    : (typeof value === 'object' ? Object.values(value) : [value]).map(textOf);

/** What `requireQueue` refuses. */
export const queueErrors: readonly Refusal[] = [appError, adminError];

/** What `filterOf` and `orderOf` refuse. */
export const queryErrors: readonly Refusal[] = [
  ['ERROR_ARGUMENT', 'Filter field not allowed: …'],
  ['ERROR_ARGUMENT', 'Filter operation not allowed: …'],
  ['ERROR_ARGUMENT', 'Order field not allowed: …'],
];
