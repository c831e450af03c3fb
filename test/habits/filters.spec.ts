import { expect, it } from 'vitest';
import { methodOf } from './badCalls.ts';
import { calls, given } from './calls.ts';

type Params = { filter?: object; order?: object };

/** The lists that can be filtered, and how each of them is called. */
const lists = Object.entries(calls).flatMap(([group, { list }]) =>
  list && 'filter' in methodOf(`${group}.list`).params
    ? [[`${group}.list`, list as Params] as const]
    : [],
);

const many = (length: number) => Array.from({ length }, (_, n) => n + 1);

/** The field that names a row, where it is not `id`. */
const keys: Readonly<Record<string, string>> = {
  'catalog.productPropertySection.list': 'propertyId',
  'catalog.userfield.document.list': 'documentId',
};

/** Product lists drop conditions with the prefix of a set (b24-rest-docs#181). */
const knowsSets = (name: string): boolean =>
  !/^catalog\.product(\.(offer|service|sku))?\.list$/.test(name);

/** Conditions that say nothing: the answer is the same as without them. */
const nothing: readonly (readonly [what: string, filter: object])[] = [
  ['an unknown field', { nope: 1, '>=nope': [1] }],
  ['inherited names', JSON.parse('{"__proto__":1,"!constructor":2,"%toString":"3"}')],
  ['SQL in the key', { 'id" or 1=1 --': 1, '!id) or (1=1': 2 }],
  ['an operator that there is not', { '><id': [1, 2], '~id': 1, 'id>=': 1, '&id': 1 }],
  ['a list where one value belongs', { '>=id': [999], '%id': [999], '<propertyId': { a: 999 } }],
  ['an object in place of a value', { id: [{ toString: 1 }, [1], ...many(100)] }],
];

/** What is more than a filter takes. */
const refusals = (field: string): readonly (readonly [filter: object, message: string])[] => [
  [{ [field]: many(50_000) }, 'A filter takes at most 5000 values, 50000 given'],
  [{ [`!${field}`]: many(5001) }, 'A filter takes at most 5000 values, 5001 given'],
  [{ [`%${field}`]: '%'.repeat(10_000) }, 'A pattern of a filter has at most 255 characters'],
  [{ [`=%${field}`]: '_%'.repeat(5000) }, 'A pattern of a filter has at most 255 characters'],
  [{ [`!%${field}`]: 'a\0b' }, 'A pattern of a filter holds a zero byte'],
];

it.each(['documented', 'live'] as const)(
  'filters and orders of every list, %s',
  async (profile) => {
    const portal = await given(profile);
    expect(lists.length).toBeGreaterThan(20);
    for (const [name, params] of lists) {
      const list = async (more: Params) => {
        const filter = { ...params.filter, ...more.filter };
        const { time: _, ...answer } = await portal.as(1)(name, { ...params, ...more, filter });
        return answer;
      };
      const all = await list({});
      expect(all.status, name).toBe(200);
      for (const [what, filter] of nothing) {
        expect(await list({ filter }), `${name}: ${what}`).toEqual(all);
      }
      const order = JSON.parse('{"nope":"DESC","__proto__":"ASC","id; drop":"DESC"}');
      expect(await list({ order }), name).toEqual(all);

      const field = keys[name] ?? 'id';
      const rows = (answer: typeof all): unknown[] => Object.values(answer.result as object)[0];
      expect(rows(await list({ filter: { [field]: "1' or '1'='1" } })).length, name).toBeLessThan(
        2,
      );
      expect(rows(await list({ filter: { [`@${field}`]: many(5000) } })), name).toEqual(rows(all));
      expect(rows(await list({ filter: { [`%${field}`]: '%'.repeat(255) } })), name).toEqual([]);
      for (const [filter, error_description] of refusals(field)) {
        const error = profile === 'live' ? '0' : 0;
        expect(await list({ filter }), name).toEqual({ status: 400, error, error_description });
      }
      const signs = knowsSets(name) ? ['', '=', '@', '!', '!=', '!@'] : ['', '=', '!', '!='];
      const filter = Object.fromEntries(signs.map((sign) => [`${sign}${field}`, many(5000)]));
      expect(await list({ filter }), name).toMatchObject({
        status: 400,
        error_description: expect.stringContaining('values in all its conditions'),
      });
    }
  },
);
