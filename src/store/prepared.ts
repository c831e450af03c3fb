import type { Kysely } from 'kysely';
import type { Param, Prepared, Tables } from '../core/store.ts';

/** A compiled query and where its bound values come from. */
export interface CompiledQuery {
  readonly sql: string;
  /** The values to bind, in order, for one run. */
  bind(params: unknown): unknown[];
}

class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a placeholder stands for a value of any type
const placeholder: Param<any> = (name) => new Placeholder(name) as any;

/** Compiles each prepared query once for a dialect. */
export function createCompiler(query: Kysely<Tables>) {
  const compiled = new WeakMap<object, CompiledQuery>();

  return <P, R>(prepared: Prepared<P, R>): CompiledQuery => {
    const known = compiled.get(prepared);
    if (known) return known;

    const { sql, parameters } = prepared.build(query, placeholder).compile();
    const bind = (params: unknown): unknown[] =>
      parameters.map((value) =>
        value instanceof Placeholder ? (params as Record<string, unknown>)[value.name] : value,
      );
    const made = { sql, bind };
    compiled.set(prepared, made);
    return made;
  };
}
