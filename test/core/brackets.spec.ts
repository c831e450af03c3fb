import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LimitExceeded, MAX_WIDTH, openForm } from '../../src/core/wire/brackets.ts';
import {
  createUrlencodedReader,
  parseBrackets,
  parseLongBrackets,
} from '../../src/core/wire/urlencoded.ts';
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

describe('createUrlencodedReader', () => {
  const cut = (text: string, at: number): object => {
    const reader = createUrlencodedReader();
    reader.take(Buffer.from(Buffer.from(text).subarray(0, at)));
    reader.take(Buffer.from(Buffer.from(text).subarray(at)));
    return reader.end();
  };

  it.each(golden)('reads $query cut anywhere', ({ query, params }) => {
    for (let at = 0; at <= Buffer.byteLength(query); at++) {
      expect(JSON.stringify(cut(query, at))).toBe(JSON.stringify(params));
    }
  });

  it('reads any text cut anywhere', () => {
    fc.assert(
      fc.property(query, fc.nat(40), (text, at) => {
        expect(cut(text, at)).toEqual(parseBrackets(text));
      }),
    );
  });

  it('refuses while the bytes arrive, and names longer than 64 KiB', () => {
    const many = createUrlencodedReader();
    expect(() => many.take(Buffer.from('a=1&'.repeat(MAX_WIDTH + 1)))).toThrow(/more than 20000/);
    const long = createUrlencodedReader();
    const half = 'x'.repeat(32 * 1024);
    long.take(Buffer.from(half));
    long.take(Buffer.from(half));
    expect(() => long.take(Buffer.from('x'))).toThrow(/longer than 65536 bytes/);
  });

  it('reads a long text in turns', async () => {
    let turns = 0;
    const count = setInterval(() => turns++, 0);
    const { a } = await parseLongBrackets(Buffer.from(`a=${'%41+'.repeat(4_000_000)}`));
    clearInterval(count);
    expect(a).toBe('A '.repeat(4_000_000));
    expect(turns).toBeGreaterThan(0);
  });
});
