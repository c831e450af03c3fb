/** Where events may be sent, and how often (settings VITRINE_EVENTS and VITRINE_EVENT_PORTS). */
export interface EventTargets {
  readonly kind: 'test' | 'public' | 'portal';
  /** Those that are sent to; any port on a test portal. */
  readonly ports: readonly number[];
}

/** Whether events may go to the port of an address. */
export const isOpenPort = ({ kind, ports }: EventTargets, { port, protocol }: URL): boolean =>
  kind === 'test' || ports.includes(Number(port || (protocol === 'https:' ? 443 : 80)));

/** Calls that lead to one another through events: after so many the chain ends (spec/core.md section 8). */
export const MAX_DEPTH = 7;

/** What is asked of those who are told of an event. */
export interface EventKind {
  /** Scope that the app needs; '' needs none. */
  readonly scope: string;
  /** Rights of which the user whose token is sent needs one; none where there are none. */
  readonly readers: readonly string[];
}

/** Every event by its name, in upper case. */
export type EventKinds = ReadonlyMap<string, EventKind>;

/** Events that carry a refresh token; the others have an access token alone. */
export const refreshable: ReadonlySet<string> = new Set([
  'ONAPPINSTALL',
  'ONAPPUPDATE',
  'ONAPPTEST',
  'ONOFFLINEEVENT',
]);

/** Events that say goodbye: sent to an app that is gone, without tokens. */
export const farewells: ReadonlySet<string> = new Set(['ONAPPUNINSTALL', 'ONAPPMETHODCONFIRM']);
