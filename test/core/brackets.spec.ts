import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LimitExceeded, MAX_WIDTH, openForm, parseBrackets } from '../../src/core/wire/brackets.ts';
import { jsonDepthExceeds } from '../../src/core/wire/depth.ts';
import golden from './brackets.golden.json' with { type: 'json' };

/** Every object in it, at any depth, without recursion. */
function objectsIn(root: object): object[] {
  const found: object[] = [root];
  for (const object of found) {
    for (const value of Object.values(object)) if (typeof value === 'object') found.push(value);
  }
  return found;
}

function within(ms: number, run: () => unknown): void {
  const start = performance.now();
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(LimitExceeded);
  }
  expect(performance.now() - start).toBeLessThan(ms);
}

const piece = fc.oneof(
  fc.constantFrom('[', ']', '[]', '[0]', '[1]', '[a]', '[__proto__]', '[length]', '=', '&', '+'),
  fc.constantFrom('%', '%5B', '%5D', '%00', '%ff', '%D0', '.', ' ', '__proto__', 'constructor'),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const query = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

describe('parseBrackets', () => {
  // As text, which tells lists from objects and compares the order of keys.
  it.each(golden)('reads $query as PHP does', ({ query, params }) => {
    expect(JSON.stringify(parseBrackets(query))).toBe(JSON.stringify(params));
  });

  it('never throws and never reaches a prototype', () => {
    const before =
      Reflect.ownKeys(Object.prototype).length + Reflect.ownKeys(Array.prototype).length;
    fc.assert(
      fc.property(query, (text) => {
        for (const object of objectsIn(parseBrackets(text))) {
          expect(Object.getPrototypeOf(object)).toBe(
            Array.isArray(object) ? Array.prototype : null,
          );
        }
      }),
      { numRuns: 2000 },
    );
    const after =
      Reflect.ownKeys(Object.prototype).length + Reflect.ownKeys(Array.prototype).length;
    expect(after).toBe(before);
    expect(parseBrackets('a[]=1&a[__proto__][x]=2')).not.toHaveProperty('a.x');
  });

  it('holds no more values than the text has variables', () => {
    fc.assert(
      fc.property(query, (text) => {
        const leaves = objectsIn(parseBrackets(text)).flatMap((object) => Object.values(object));
        const values = leaves.filter((leaf) => typeof leaf === 'string');
        expect(values.length).toBeLessThanOrEqual(text.split('&').length);
      }),
    );
  });

  it('reads back what encodeURIComponent wrote', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(text), (values) => {
        const form = values.map((value) => `a%5B%5D=${encodeURIComponent(value)}`).join('&');
        expect(parseBrackets(form)).toEqual(values.length > 0 ? { a: values } : {});
      }),
    );
  });

  it('takes 32 levels and refuses 33', () => {
    expect(() => parseBrackets(`a${'[b]'.repeat(31)}=1`)).not.toThrow();
    expect(() => parseBrackets(`a${'[b]'.repeat(32)}=1`)).toThrow(LimitExceeded);
    expect(() => parseBrackets(`a${'[]'.repeat(10_000)}=1`)).toThrow(/more than 32 levels/);
    expect(() => parseBrackets(`a${'%5Bb%5D'.repeat(10_000)}=1`)).toThrow(LimitExceeded);
    expect(Object.keys(parseBrackets(`a${'['.repeat(10_000)}=1`))).toEqual([
      `a${'_'.repeat(10_000)}`,
    ]);
  });

  it('takes 20,000 variables and refuses one more', () => {
    expect(parseBrackets('a[]=1&'.repeat(MAX_WIDTH)).a).toHaveLength(MAX_WIDTH);
    expect(() => parseBrackets('a=1&'.repeat(MAX_WIDTH + 1))).toThrow(/more than 20000/);
    expect(parseBrackets('&'.repeat(1_000_000))).toEqual({});
  });

  it.each([
    ['brackets', `a${'['.repeat(1_000_000)}=1`],
    ['closed brackets', `a${'[x]'.repeat(1_000_000)}=1`],
    ['closing brackets', `a${']'.repeat(1_000_000)}[=1`],
    ['names without =', `${'a&'.repeat(MAX_WIDTH - 1)}${'x'.repeat(1_000_000)}`],
    ['ampersands', '&'.repeat(1_000_000)],
    ['broken escapes', `a=${'%z'.repeat(500_000)}`],
    ['variables with broken escapes', 'a=%&'.repeat(MAX_WIDTH)],
    ['spaces before a name', `${' '.repeat(1_000_000)}a=1`],
    ['dots', '.'.repeat(1_000_000)],
    ['appends to an object', `a[x]=1&${'a[]=1&'.repeat(MAX_WIDTH - 1)}`],
    ['lists that become objects', 'a[]=1&a[]=1&a[x]=1&a=1&'.repeat(MAX_WIDTH / 4)],
    ['a huge index', 'a[999999]=1&a[9007199254740993]=1&a[]=1'],
  ])('reads or refuses a megabyte of %s quickly', (_name, text) => {
    within(500, () => parseBrackets(text));
  });
});

describe('openForm', () => {
  it('takes names and values as they are', () => {
    const form = openForm();
    form.set('fields[name]', 'a+b%20&c=d');
    form.set('ids[]', '1');
    form.set('ids[]', '2');
    expect(form.params).toEqual({ fields: { name: 'a+b%20&c=d' }, ids: ['1', '2'] });
  });
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('jsonDepthExceeds', () => {
  it.each([
    ['5', 0],
    ['"[[[["', 0],
    ['{}', 1],
    ['[]', 1],
    ['{"a":[1,{"b":2}]}', 3],
    ['[[],[],[[]]]', 3],
    [String.raw`["\"[[[[\"", "\\", [1], "\\\"["]`, 2],
    [String.raw`{"a\\":{"[[":"]"}}`, 2],
  ])('%s has depth %i', (text, depth) => {
    expect(jsonDepthExceeds(text, depth)).toBe(false);
    expect(jsonDepthExceeds(text, depth - 1)).toBe(depth > 0);
  });

  it('agrees with a recursive count on any JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.constantFrom(undefined, 2), (json, indent) => {
        const value = JSON.parse(json);
        const text = JSON.stringify(value, null, indent);
        const depth = depthOf(value);
        expect(jsonDepthExceeds(text, depth)).toBe(false);
        expect(jsonDepthExceeds(text, depth - 1)).toBe(depth > 0);
      }),
    );
  });

  it('survives any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (t) => void jsonDepthExceeds(t, 3)));
    expect(jsonDepthExceeds('"abc', 1)).toBe(false);
    expect(jsonDepthExceeds(']]]][[', 1)).toBe(false);
  });

  it.each([
    ['levels', '['.repeat(1_000_000)],
    ['backslashes', `"${'\\'.repeat(1_000_000)}"`],
    ['escaped quotes', `"${'\\"'.repeat(500_000)}"`],
    ['quotes', '"'.repeat(1_000_000)],
    ['base64', `{"a":"${'A'.repeat(1_000_000)}"}`],
  ])('reads a megabyte of %s quickly', (_name, text) => {
    within(200, () => jsonDepthExceeds(text, 32));
  });
});
