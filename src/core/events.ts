const of = (entity: string): readonly string[] =>
  ['ADD', 'UPDATE', 'DELETE'].map((verb) => `CATALOG.${entity}.ON.${verb}`);

/** Where events may be sent, and how often (setting VITRINE_EVENTS). */
export type EventTargets = 'test' | 'public' | 'portal';

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
