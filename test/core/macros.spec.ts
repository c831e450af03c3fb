import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMacros, type Sections } from '../../src/core/batch/macros.ts';
import { RestError } from '../../src/core/errors.ts';

const sections = (result: Record<string, unknown> = {}): Sections => ({
  result: new Map(Object.entries(result)),
  error: new Map([['bad', { error: 'CODE' }]]),
  total: new Map([['list', 130]]),
  next: new Map([['list', 50]]),
  time: new Map([['list', { duration: 0.5 }]]),
});

const given = sections({
  a: { product: { id: 7, name: 'Chair', tags: ['x', 'y'], active: true, none: null } },
  list: { products: [{ id: 1 }, { id: 2 }] },
  5: 'five',
  evil: '$result[a][product][id]',
});

const expanded = (value: unknown): unknown => createMacros(given)({ value }).value;

describe('a macro alone in its value keeps its type', () => {
  it.each([
    ['$result[a][product][id]', 7],
    ['$result[a][product][name]', 'Chair'],
    ['$result[a][product][tags]', ['x', 'y']],
    ['$result[a][product][tags][1]', 'y'],
    ['$result[a][product][active]', true],
    ['$result[a][product][none]', null],
    ['$result[list][products][0][id]', 1],
    ['$result[5]', 'five'],
    ['$total[list]', 130],
    ['$next[list]', 50],
    ['$time[list][duration]', 0.5],
    ['$error[bad][error]', 'CODE'],
    ['$result_total[5]', 'five'],
    ['$result_next[5]', 'five'],
  ])('%s', (macro, value) => {
    expect(expanded(macro)).toEqual(value);
  });

  it.each([
    ['$result[a][product][nothing]', { id: 7 }],
    ['$result[a][product][id][deeper]', 7],
    ['$result[a][nothing][id]', { product: { id: 7 } }],
    ['$result[list][products][9][id]', [{ id: 1 }, { id: 2 }]],
    ['$result[a][__proto__]', { product: { id: 7 } }],
    ['$result[a][product][name][length]', 'Chair'],
    ['$result[a][product][tags][length]', ['x', 'y']],
  ])('%s is the deepest part that there is', (macro, value) => {
    const found = expanded(macro);
    if (typeof value === 'object') expect(found).toMatchObject(value);
    else expect(found).toBe(value);
  });

  it('of an unknown command is the map of all results', () => {
    expect(Object.keys(expanded('$result[nobody][id]') as object)).toEqual([
      '5',
      'a',
      'list',
      'evil',
    ]);
  });
});

describe('a macro inside of a text', () => {
  it.each([
    ['no $result[a][product][id] more', 'no 7 more'],
    ['$result[a][product][name] $total[list]', 'Chair 130'],
    ['id:$result[a][product][id]', 'id:7'],
    ['$result[a]-$result[product][name]', 'Chair'],
    ['x $result[a][product][tags]', 'x $result[a][product][tags]'],
    ['x $result[a][product][active]', 'x $result[a][product][active]'],
    ['x $result[nobody]', 'x $result[nobody]'],
    ['$result', '$result'],
    ['$results are here', '$results are here'],
    ['$100 and $', '$100 and $'],
    ['$price[a]', '$price[a]'],
    ['', ''],
  ])('%s becomes %s', (text, value) => {
    expect(expanded(text)).toBe(value);
  });

  it('is found at any depth, in values alone', () => {
    const macro = '$result[a][product][id]';
    expect(expanded({ [macro]: [macro, { b: `${macro} ` }] })).toEqual({
      [macro]: [7, { b: '7 ' }],
    });
  });

  it('gives text that is not searched again', () => {
    expect(expanded('$result[evil]')).toBe('$result[a][product][id]');
    expect(expanded('> $result[evil]')).toBe('> $result[a][product][id]');
  });
});

describe('what macros add is bounded', () => {
  const big = sections({
    text: 'x'.repeat(60_000),
    list: Array.from({ length: 50_000 }, () => 'ab'),
  });

  it('in one value', () => {
    const expand = createMacros(big);
    expect(() => expand({ a: 'x $result[text]' })).not.toThrow();
    expect(() => expand({ a: '$result[text] $result[text]' })).toThrow('add too much');
  });

  it.each(['y $result[text]', '$result[text]', '$result[list]'])('in all values: %s', (value) => {
    const expand = createMacros(big);
    expect(() => {
      for (let n = 0; n < 50; n++) expand({ value });
    }).toThrow('add too much');
  });

  it('counts the macros too', () => {
    expect(() => createMacros(big)({ a: '$result[no] '.repeat(10_000) })).not.toThrow();
    for (const piece of ['$result[no] ', '$result ']) {
      expect(() => createMacros(big)({ a: piece.repeat(5_000_000) })).toThrow('add too much');
    }
  });

  it('reads what is longer than 1 KiB as text', () => {
    const text = `> $result[a]${'x'.repeat(1024)} $result[5]`;
    expect(createMacros(given)({ text }).text).toBe(text.replace('$result[5]', 'five'));
  });

  // Each would take minutes if a part of it were read once for each `$` or bracket before.
  it.each([
    ['names', '$result'],
    ['names and brackets', '$result['],
    ['brackets', '['],
    ['dollars', '$'],
  ])('reads megabytes of %s', (_what, piece) => {
    const text = `$result[${piece.repeat(2_000_000)}`;
    expect(createMacros(given)({ text }).text).toBe(text);
  });

  it('whatever is asked', () => {
    const key = fc.constantFrom('a', 'b', '0', 'text', '__proto__', '', 'constructor');
    const macro = fc
      .tuple(fc.constantFrom('result', 'total', 'error', 'result_next', 'x'), fc.array(key))
      .map(([name, path]) => `$${name}${path.map((part) => `[${part}]`).join('')}`);
    const text = fc
      .array(fc.oneof(macro, fc.string(), fc.constantFrom(' ', '$', '[', ']', '-')))
      .map((parts) => parts.join(''));
    const few = { maxLength: 5, maxKeys: 5 };
    const value = fc.letrec((tie) => ({
      value: fc.oneof(text, fc.array(tie('value'), few), fc.dictionary(key, tie('value'), few)),
    })).value;
    const held = fc.constantFrom(5_000, 50_000, 400_000).map((size) => 'y'.repeat(size));
    const seen = { bounded: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.dictionary(key, value),
        fc.dictionary(key, fc.jsonValue()),
        held,
        (params, result, long) => {
          const before = JSON.stringify(params);
          const expand = createMacros(sections({ ...result, text: long }));
          try {
            const after = expand(params);
            seen.bounded += 1;
            expect(JSON.stringify(after).length).toBeLessThan(before.length * 2 + 3 * 1024 * 1024);
          } catch (error) {
            if (!(error instanceof RestError)) throw error;
            seen.refused += 1;
            expect(error.message).toContain('add too much');
          }
          expect(JSON.stringify(params)).toBe(before);
          expect(({} as { a?: unknown }).a).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
    expect(seen.bounded).toBeGreaterThan(100);
    expect(seen.refused).toBeGreaterThan(10);
  });
});
