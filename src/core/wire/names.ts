/** Longer ones name no field. */
const MAX_NAME = 64;

/** Most names are as they have to be; the rest costs four replacements. */
const CANONICAL = /^\W*[a-z]+(?:[A-Z][a-z]+)*(?:[A-Z]|\d+)?$/;

/**
 * The name of a field as a portal understands it: it turns camelCase into UPPER_SNAKE before it
 * compares names, so that `iblock_id` and `IblockId` are `iblockId` too, while `ID` becomes `I_D` and
 * `NAME` `N_AM_E`, which are no fields (spec/core.md section 2). The prefix of a condition is part of
 * the text that is converted: `>Id` becomes `>_ID`, which is none either.
 */
export function canonicalName(name: string): string {
  if (name.length > MAX_NAME || CANONICAL.test(name)) return name;
  return name
    .replace(/(.)([A-Z])/g, '$1_$2')
    .replace(/([a-zA-Z])(\d)/g, '$1_$2')
    .replace(/(\d)([a-zA-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** What a property holds has keys of its own: `{ TEXT, TYPE }` of a text with markup. */
const PROPERTY = /^property\d+$/;

/**
 * A value with the keys of its objects as a portal understands them, at every level but for the
 * values of properties.
 */
export function withCanonicalKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withCanonicalKeys);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = canonicalName(key);
      return [name, PROPERTY.test(name) ? inner : withCanonicalKeys(inner)];
    }),
  );
}

/** The names that a list or object holds as values. */
export const canonicalValues = (value: object): unknown[] =>
  Object.values(value).map((name) => (typeof name === 'string' ? canonicalName(name) : name));
