import type { ApiV1Route } from '../../core/apiV1.ts';
import { invalid } from '../../core/wire/check.ts';

/** What the path of a request led to. */
export interface ApiV1Match {
  /** Routes of this path by verb; HEAD is served by GET. */
  readonly byVerb: ReadonlyMap<string, ApiV1Route>;
  /** Value of the header Allow. */
  readonly allow: string;
  /** Texts of the path's parameters by name. */
  readonly values: ReadonlyMap<string, string>;
}

const isParam = (part: string): boolean => part.startsWith('{');

function groupByPath(routes: readonly ApiV1Route[]) {
  // '{' sorts behind every letter, so that `pagination` is asked before `{id}`
  const paths = [...new Set(routes.map((route) => route.path))].sort();
  return paths.map((path) => {
    const byVerb = new Map<string, ApiV1Route>();
    for (const route of routes) if (route.path === path) byVerb.set(route.verb, route);
    const get = byVerb.get('GET');
    if (get) byVerb.set('HEAD', get);
    return {
      parts: path.slice(1).split('/'),
      byVerb,
      allow: [...byVerb.keys(), 'OPTIONS'].join(', '),
    };
  });
}

/** Finds the routes of a path below /api/v1, given as decoded segments. */
export function createRouter(routes: readonly ApiV1Route[]) {
  const paths = groupByPath(routes);

  return (segments: readonly string[]): ApiV1Match | undefined => {
    const found = paths.find(
      ({ parts }) =>
        parts.length === segments.length &&
        parts.every((part, i) => isParam(part) || part === segments[i]),
    );
    if (!found) return undefined;
    const values = new Map<string, string>();
    found.parts.forEach((part, i) => {
      if (isParam(part)) values.set(part.slice(1, -1), segments[i] as string);
    });
    return { byVerb: found.byVerb, allow: found.allow, values };
  };
}

/** A whole number, or NaN. */
const whole = (text: string): number =>
  /^-?\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : Number.NaN;

/** The parameters of a method that stand in path and query. Throws `invalid`. */
export function readAddress(
  route: ApiV1Route,
  values: ReadonlyMap<string, string>,
  query: URLSearchParams,
): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const [name, value] of values) {
    const isText = route.text?.includes(name);
    if (!isText && !(whole(value) > 0)) {
      throw invalid([{ field: name, message: `${name} must be a positive integer` }]);
    }
    params[name] = isText ? value : whole(value);
  }
  for (const [name, { default: absent }] of Object.entries(route.query ?? {})) {
    const value = query.get(name);
    params[name] = value === null ? absent : whole(value);
    if (Number.isNaN(params[name])) {
      throw invalid([{ field: name, message: `${name} must be an integer` }]);
    }
  }
  return params;
}
