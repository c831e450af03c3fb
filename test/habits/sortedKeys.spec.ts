import { describe, expect, it } from 'vitest';
import { methods } from '../../methods/index.ts';
import { createRegistry } from '../../src/core/registry.ts';
import { calls, given } from './calls.ts';

const all = Object.entries(calls).flatMap(([entity, verbs]) =>
  Object.entries(verbs).map(([verb, params]) => [`${entity}.${verb}`, params] as const),
);

/** These exist to refuse. */
const refuses = /^catalog\.userfield\.document\.(add|delete|get)$/;

/** The older methods and the REST API have orders of their own; the answer of a download is a file. */
const isSorted = (name: string): boolean =>
  name.startsWith('catalog.') && !name.endsWith('.download') && !refuses.test(name);

const collator = new Intl.Collator('en', { numeric: true });

/** Paths of the objects whose keys are out of order. */
function unsorted(value: unknown, path = 'result'): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Object.keys(value);
  const here = Array.isArray(value) || keys.join() === keys.toSorted(collator.compare).join();
  const below = Object.entries(value).flatMap(([key, v]) => unsorted(v, `${path}.${key}`));
  return here ? below : [path, ...below];
}

describe('keys of answers are sorted as people count', () => {
  it('in a call of every method', () => {
    const names = createRegistry(methods).all.map(({ name }) => name);
    expect(all.map(([name]) => name).sort()).toEqual(names.filter(isSorted).sort());
  });

  it.each(all)('%s', async (name, params) => {
    for (const profile of ['documented', 'live'] as const) {
      const portal = await given(profile);
      const { status, result, error_description } = await portal.as(1)(name, params);
      expect({ status, error_description }).toEqual({ status: 200, error_description: undefined });
      expect(unsorted(result)).toEqual([]);
    }
  });
});
