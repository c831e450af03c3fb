import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJsonGauge, jsonDepthExceeds } from '../../src/core/wire/jsonGauge.ts';

const contentOf = (value: unknown): unknown[] | undefined =>
  typeof value === 'object' && value !== null ? Object.values(value) : undefined;

const depthOf = (value: unknown): number => {
  const content = contentOf(value);
  return content ? 1 + Math.max(0, ...content.map(depthOf)) : 0;
};

/** Containers, and the commas in them. */
const countOf = (value: unknown): number => {
  const content = contentOf(value);
  if (!content) return 0;
  return content.map(countOf).reduce((a, b) => a + b, Math.max(content.length, 1));
};

function gauged(...parts: readonly (string | Buffer)[]) {
  const gauge = createJsonGauge();
  for (const part of parts) gauge.take(Buffer.from(part as string));
  return { deepest: gauge.deepest, values: gauge.values };
}

describe('createJsonGauge', () => {
  it.each([
    ['5', 0, 0],
    ['"[[[[,,,"', 0, 0],
    ['{}', 1, 1],
    ['[]', 1, 1],
    ['[1,2,3]', 1, 3],
    ['{"a":[1,{"b":2}]}', 3, 4],
    ['[[],[],[[]]]', 3, 7],
    [String.raw`["\"[[[[\"", "\\", [1], "\\\"["]`, 2, 5],
    [String.raw`{"a\\":{"[[":"],,"}}`, 2, 2],
  ])('%s has depth %i and %i values', (text, deepest, values) => {
    expect(gauged(text)).toEqual({ deepest, values });
  });

  it('agrees with a recursive count on any JSON, cut anywhere', () => {
    const indent = fc.constantFrom(undefined, 2);
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), indent, fc.nat(200), (json, space, at) => {
        const value = JSON.parse(json);
        const bytes = Buffer.from(JSON.stringify(value, null, space));
        const measured = { deepest: depthOf(value), values: countOf(value) };
        expect(gauged(bytes)).toEqual(measured);
        expect(gauged(bytes.subarray(0, at), bytes.subarray(at))).toEqual(measured);
      }),
      { numRuns: 500 },
    );
  });

  it('follows an escape over a cut', () => {
    const text = String.raw`["\\\"[[[,", "\\", [1]]`;
    for (let at = 0; at <= text.length; at++) {
      expect(gauged(text.slice(0, at), text.slice(at))).toEqual({ deepest: 2, values: 4 });
    }
  });

  it('survives any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void gauged(text)));
    expect(gauged('"abc').deepest).toBe(0);
    expect(gauged(']]]]][').deepest).toBe(0);
  });

  // Each would take minutes if one byte were looked at more than a few times.
  it.each([
    ['backslashes', `"${'\\'.repeat(30_000_000)}"`],
    ['escaped quotes', `"${'\\"'.repeat(10_000_000)}"`],
    ['quotes', '"'.repeat(10_000_000)],
    ['base64', `{"a":"${'A'.repeat(30_000_000)}"}`],
  ])('reads many megabytes of %s', (_name, text) => {
    expect(gauged(text).deepest).toBeLessThan(2);
  });
});

it('jsonDepthExceeds compares with a limit', () => {
  expect([jsonDepthExceeds('[[1]]', 1), jsonDepthExceeds('[[1]]', 2)]).toEqual([true, false]);
});
