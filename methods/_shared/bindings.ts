import { events } from '../../catalog/events.ts';
import {
  type Caller,
  type Context,
  emptyArgument,
  isOpenPort,
  may,
  type Refusal,
  refusal,
  systemError,
  textOf,
  wrongArgument,
} from '../../src/core/index.ts';
import { appError, requireAdmin } from './apps.ts';

/** The arguments of `event.bind` and `event.unbind`; names in any case. */
export const bindingParams = {
  event: { type: 'any', optional: true, description: 'Name of the event' },
  handler: { type: 'any', optional: true, description: 'Address that is told of it' },
  auth_type: {
    type: 'integer',
    optional: true,
    lenient: true,
    description: 'User whose token is sent; 0 for whoever acts',
  },
  event_type: { type: 'any', optional: true, description: '`online` or `offline`' },
} as const;

interface BindingArguments {
  readonly event?: unknown;
  readonly handler?: unknown;
  readonly auth_type?: number;
  readonly event_type?: unknown;
}

/** What is bound or unbound, checked as far as both are. */
export interface Binding {
  readonly event: string;
  /** '' where it is offline. */
  readonly handler: string;
  readonly userId: number | undefined;
  readonly offline: 0 | 1;
}

/** In a portal's order: event, type, event known, right to offline events, handler. */
export function readBinding(context: Context, given: BindingArguments): Binding {
  const event = textOf(given.event).toUpperCase();
  if (event === '') throw emptyArgument('EVENT');
  const type = textOf(given.event_type).toLowerCase() || 'online';
  if (type !== 'online' && type !== 'offline') {
    throw wrongArgument(
      'EVENT_TYPE',
      "The value of an argument 'EVENT_TYPE' is invalid: Value must be one of {online|offline}",
    );
  }
  if (!isHeard(context.caller, event)) throw refusal('ERROR_EVENT_NOT_FOUND', 'Event not found');
  if (type === 'offline') {
    requireAdmin(context, 'Offline events binding requires administrator access rights');
    return { event, handler: '', userId: undefined, offline: 1 };
  }
  const handler = textOf(given.handler);
  if (handler === '') throw emptyArgument('HANDLER');
  return { event, handler, userId: given.auth_type, offline: 0 };
}

/** Whether the event exists, and the app's scopes open it. */
export function isHeard({ scopes }: Caller, event: string): boolean {
  const scope = events.get(event)?.scope;
  return scope === '' || (scope !== undefined && scopes.has(scope));
}

const MAX_URL = 2000;

/** Throws unless events may be sent to the address; what a portal wants of it is a setting. */
export function requireHandler({ portal }: Context, handler: string): void {
  const url = URL.canParse(handler) ? new URL(handler) : undefined;
  if (!url || handler.length > MAX_URL) throw wrongHandler();
  if (!/^https?:$/.test(url.protocol)) {
    throw refusal('ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported event handler protocol');
  }
  const { eventTargets } = portal;
  if (eventTargets.kind !== 'test' && !url.hostname.includes('.')) throw wrongHandler();
  if (!isOpenPort(eventTargets, url)) throw wrongHandler();
}

const wrongHandler = () => refusal('ERROR_WRONG_HANDLER_URL', 'Wrong handler URL');

/** Whose token is sent: users who do not administer bind for themselves alone. */
export function requireOwner({ caller }: Context, userId: number | undefined): number {
  if (caller.admin) return Math.max(userId ?? 0, 0);
  if (userId === undefined || userId === 0 || userId === caller.userId) return caller.userId;
  throw systemError('accessDenied', {
    message: 'Access denied! Event binding with AUTH_TYPE requires administrator access rights',
  });
}

/** Rights that one or another event asks for. */
export const readers = [...new Set([...events.values()].flatMap((kind) => kind.readers))];

/** Who may not read what an event tells of is not told of it. */
export function requireReader(caller: Caller, event: string): void {
  const wanted = events.get(event)?.readers ?? [];
  if (wanted.length === 0 || may(caller, ...wanted)) return;
  throw systemError('accessDenied', { message: readerError[1] });
}

/** What `requireHandler` refuses. */
export const handlerErrors: readonly Refusal[] = [
  ['ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'],
  ['ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported event handler protocol'],
];

/** What `readBinding` refuses, and whoever asks for an app before it. */
export const bindingErrors: readonly Refusal[] = [
  appError,
  ['ERROR_ARGUMENT', "Argument '…' is null or empty"],
  ['ERROR_ARGUMENT', "The value of an argument 'EVENT_TYPE' is invalid: …"],
  ['ERROR_EVENT_NOT_FOUND', 'Event not found'],
  ['ACCESS_DENIED', 'Access denied! Offline events binding requires administrator access rights'],
];

/** What `requireOwner` refuses. */
export const ownerError: Refusal = [
  'ACCESS_DENIED',
  'Access denied! Event binding with AUTH_TYPE requires administrator access rights',
];

/** What `requireReader` refuses. */
export const readerError: Refusal = [
  'ACCESS_DENIED',
  'Access denied! Event binding requires the right to read what the event tells of',
];
