/** Scopes of the portal's first webhook: all that its methods need. */
export const SCOPES: readonly string[] = ['catalog', 'crm', 'user'];

/** Scopes that may be given. */
export const KNOWN_SCOPES: readonly string[] = [...SCOPES, 'user_basic', 'user_brief'];

/** Scopes as they are stored and answered, separated by commas, or as a client writes them. */
export const scopesOf = (text: string): string[] =>
  text.split(/[\s,]+/).filter((scope) => scope !== '');

/** What of `given` is `wanted`; all of it where nothing is. */
export function narrowed(given: string, wanted: string | null): string {
  const asked = scopesOf(wanted ?? '');
  if (asked.length === 0) return given;
  return scopesOf(given)
    .filter((scope) => asked.includes(scope))
    .join(',');
}

/** What a grant of an app keeps when `wanted` is asked of it; null is all of the app, '' is nothing. */
export const keptScopes = (
  app: { readonly scopes: string },
  given: string | null,
  wanted: string,
): string | null =>
  scopesOf(wanted).length === 0 ? given : narrowed(narrowed(app.scopes, given), wanted);
