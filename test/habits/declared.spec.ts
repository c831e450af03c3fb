import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { methods } from '../../methods/index.ts';
import type { BareResult, Method } from '../../src/core/method.ts';
import { refusalsOf } from '../../src/core/refusals.ts';
import { createRegistry } from '../../src/core/registry.ts';
import { errorDeviations } from '../golden/deviations-errors.ts';

/** What the documentation and a portal's server say of a method; binding of parameters apart. */
interface Documented {
  /** What is answered, and its key. */
  readonly result: string;
  /** Codes on the method's page. */
  readonly documented: readonly string[];
  /** Codes that a portal's server throws. */
  readonly server: readonly string[];
  /** The code that the page gives whatever else fails. */
  readonly others?: string;
}

const documented: Readonly<Record<string, Documented>> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../golden/declared.json'), 'utf8'),
);
const registry = createRegistry(methods);
const methodOf = (name: string) => registry.find(name)?.method as Method;

/** Codes that only one side knows. The documentation prints 0 for an empty code. */
function difference(name: string, { documented: page, server, others }: Documented) {
  const declared = new Set(refusalsOf(methodOf(name)).map(([code]) => code));
  const known = new Set([...page, ...server, ...(others === undefined ? [] : [others])]);
  return {
    missing: [
      ...page.filter((code) => !declared.has(code) && !(code === '0' && declared.has(''))),
      ...server.filter((code) => !declared.has(code)),
    ],
    added: [...declared].filter((code) => !known.has(code) && !(code === '' && known.has('0'))),
  };
}

const kinds: Readonly<Partial<Record<BareResult | 'row' | 'rows' | 'fields', string>>> = {
  row: 'object',
  rows: 'list',
  fields: 'fields',
  true: 'boolean',
  'true or null': 'boolean',
  boolean: 'boolean',
};

const deviationsOf = (name: string, side: 'missing' | 'added') =>
  errorDeviations
    .filter((one) => one.side === side && one.methods.includes(name))
    .map(({ code }) => code)
    .sort();

describe.each(Object.entries(documented))('%s', (name, contract) => {
  it('answers what is documented', () => {
    const { result = 'any' } = methodOf(name);
    const [[kind, key]] = (
      typeof result === 'string' ? [[result, '']] : Object.entries(result)
    ) as [[keyof typeof kinds, string]];
    expect(`${kinds[kind] ?? 'other'} ${key}`.trim()).toBe(contract.result);
  });

  it('refuses with the codes that are documented', () => {
    const { missing, added } = difference(name, contract);
    expect([...new Set(missing)].sort()).toEqual(deviationsOf(name, 'missing'));
    expect(added.sort()).toEqual(deviationsOf(name, 'added'));
  });
});

describe('what methods declare', () => {
  it('is held against 149 documented methods', () => {
    expect(Object.keys(documented)).toHaveLength(149);
  });

  it.each(registry.all)('$name says what it answers', ({ method }) => {
    expect(method.result).toBeDefined();
  });

  it.each(errorDeviations)('$side $code differs for a reason', ({ methods: names, reason }) => {
    expect(reason.length).toBeGreaterThan(20);
    expect(names.filter((name) => !Object.hasOwn(documented, name))).toEqual([]);
  });
});
