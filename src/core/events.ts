const of = (entity: string): readonly string[] =>
  ['ADD', 'UPDATE', 'DELETE'].map((verb) => `CATALOG.${entity}.ON.${verb}`);

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

/** Every event and the scope that an app needs to be told of it; '' needs none. */
export const eventScopes: ReadonlyMap<string, string> = new Map([
  ...['PRODUCT', 'PRICE', 'PRICE.TYPE', 'MEASURE', 'ROUNDING']
    .flatMap(of)
    .map((name) => [name, 'catalog'] as const),
  ...['ONAPPINSTALL', 'ONAPPUPDATE', 'ONAPPUNINSTALL', 'ONAPPTEST', 'ONOFFLINEEVENT'].map(
    (name) => [name, ''] as const,
  ),
]);

/** Events that carry a refresh token; the others have an access token alone. */
export const refreshable: ReadonlySet<string> = new Set([
  'ONAPPINSTALL',
  'ONAPPUPDATE',
  'ONAPPTEST',
  'ONOFFLINEEVENT',
]);
