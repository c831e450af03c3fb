/** Scopes of the portal's first webhook: all that its methods need. */
export const SCOPES: readonly string[] = ['catalog', 'crm', 'user'];

/** Scopes that may be given. */
export const KNOWN_SCOPES: readonly string[] = [...SCOPES, 'user_basic', 'user_brief'];
