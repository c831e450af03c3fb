import { expect } from 'vitest';
import { product } from '../../schemas/product.ts';
import { productImage } from '../../schemas/productImage.ts';
import type { ParamSchema } from '../../src/core/wire/params.ts';
import { OFFERS } from '../portal.ts';
import { PNG } from './shop.ts';

/** What no answer may hold: a stack, a path of this machine, SQL, or words of a library's error. */
const LEAKS =
  /\bat .{1,200}:\d+:\d+|node:|node_modules|\/work\/|\/tmp\/|\/dev\/shm|\/root\/|\.[jt]s\b|SQLITE|sqlite|select "|insert into|update "|delete from|TypeError|RangeError|SyntaxError|is not a function|Cannot (?:read|convert)|kysely/;

interface Sent {
  readonly status: number;
  readonly text: string;
}

/** Refusals are 4xx, in JSON, and tell nothing of what is inside. */
export function expectHarmless({ status, text }: Sent, what: string): void {
  // A matcher takes longer than most of the calls, of which there are tens of thousands.
  if (status < 500 && !LEAKS.test(text)) return;
  expect(status, `${what}: ${text.slice(0, 300)}`).toBeLessThan(500);
  expect(text, what).not.toMatch(LEAKS);
}

const objectNames = Object.getOwnPropertyNames(Object.prototype).length;
const arrayNames = Object.getOwnPropertyNames(Array.prototype).length;

export function expectUnpolluted(): void {
  expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(objectNames);
  expect(Object.getOwnPropertyNames(Array.prototype)).toHaveLength(arrayNames);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
}

const nested = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { a: value };
  return value;
};

/** JSON.parse, because a literal `__proto__` would set the prototype. */
const json = (text: string): unknown => JSON.parse(text);

/** Values that have broken somebody's server in the place of a simple one. */
export const hostileValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  2,
  1.5,
  -0,
  1e308,
  1e21,
  2 ** 53,
  2 ** 63,
  -(2 ** 63),
  '',
  ' ',
  '0',
  '-1',
  '1abc',
  'abc',
  '0x10',
  '1e3',
  '1e999',
  'NaN',
  'Infinity',
  '9'.repeat(400),
  'true',
  'N',
  'Y',
  "' or 1=1 --",
  '"; drop table product; --',
  '%',
  '_',
  '\\',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  '💺'.repeat(50),
  'x'.repeat(3000),
  '__proto__',
  'constructor',
  '2024-13-45',
  '0000-00-00T00:00:00Z',
  '@99999999999999999999',
  '+999999-01-01',
  'tomorrow',
  [],
  {},
  [[]],
  [{}],
  [null],
  [true],
  [1, [2, [3]]],
  [''],
  { a: 1 },
  { 0: 1 },
  { 5: 1 },
  { '': '' },
  { toString: 1 },
  [{ toString: 1 }],
  { valueOf: 1, toString: 1 },
  { toString: 'x', valueOf: null },
  { toJSON: 1 },
  json('{"then":1}'),
  { length: 9 },
  { value: { toString: 1 } },
  { value: [] },
  { value: '1' },
  { fileData: 1 },
  { fileData: [] },
  { fileData: {} },
  { fileData: ['a.png'] },
  { fileData: [{ toString: 1 }, { toString: 1 }] },
  { fileData: ['a.png', ['x']] },
  { fileData: ['a.png', 'AAAA'] },
  { remove: 'Y' },
  { remove: {} },
  json('{"__proto__":{"polluted":1}}'),
  json('{"__proto__":null}'),
  json('{"constructor":{"prototype":{"polluted":1}}}'),
  json('[{"__proto__":1}]'),
  nested(25),
  Array.from({ length: 600 }, (_, n) => n),
  Array.from({ length: 600 }, () => 'x'),
  Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`k${n}`, n])),
];

const prefixes = ['', '>=', '<', '!', '%', '=%', '!=%', '@', '!@', '><', '>', '__proto__'];

const poison = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  '0',
  "id' or 1=1 --",
  'id"',
  'x'.repeat(5000),
];

/** Names that a method's `fields`, `filter`, `select` and `order` may know, and those that break things. */
export const fieldNamesOf = (method: string): string[] =>
  /image|file/i.test(method)
    ? [
        ...Object.keys(productImage.properties),
        'imageUrl',
        'altText',
        'displayOrder',
        'isPrimary',
        ...poison,
      ]
    : [
        ...Object.keys(product.properties),
        'property1',
        'price',
        'sku',
        'category',
        'fieldName',
        'fileId',
        ...poison,
      ];

/** A call that is answered, from which the hostile ones differ in one place. */
export function tameParams(params: Readonly<Record<string, ParamSchema>>): Record<string, unknown> {
  const tame: Record<string, unknown> = {
    id: 1,
    productId: 1,
    fields: { productId: 1, iblockId: OFFERS, name: 'x', fieldName: 'detailPicture', fileId: 1 },
    fileContent: ['1.png', PNG.toString('base64')],
    select: ['id', 'iblockId'],
    filter: { iblockId: OFFERS },
    order: { id: 'asc' },
    start: 0,
  };
  const ofType = { integer: 1, number: 1, string: 'x', boolean: true, any: 'a', array: [] };
  return Object.fromEntries(
    Object.entries(params).map(([name, { type }]) => [
      name,
      name in tame ? tame[name] : ofType[type],
    ]),
  );
}

/** One difference for each place and value. */
export function* hostileParams(
  params: Readonly<Record<string, ParamSchema>>,
  fieldNames: readonly string[],
): Generator<Record<string, unknown>> {
  const tame = tameParams(params);
  const own = (name: string, value: unknown) =>
    json(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as object;
  yield {};
  for (const name of Object.keys(params)) {
    for (const value of hostileValues) yield { ...tame, [name]: value };
    if (params[name]?.type !== 'array') continue;
    for (const field of fieldNames) {
      yield { ...tame, [name]: { ...(tame[name] as object), ...own(field, { toString: 1 }) } };
      yield { ...tame, [name]: [field, ...Object.values(tame[name] as object)] };
    }
    if (name === 'filter') {
      for (const field of fieldNames) {
        for (const prefix of prefixes) {
          for (const value of ['x', true, 1, [], [1, 'x', null, {}], { toString: 1 }, null, '']) {
            yield { ...tame, filter: { iblockId: OFFERS, ...own(prefix + field, value) } };
          }
        }
      }
    }
    if (name === 'fields') {
      for (const field of fieldNames) {
        for (const value of hostileValues)
          yield { ...tame, fields: { ...(tame.fields as object), ...own(field, value) } };
      }
    }
  }
}

/** The same values as a form brings them: no object in them has a prototype. */
export function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  if (typeof value !== 'object' || value === null) return value;
  const bare: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of Object.entries(value)) bare[key] = withoutPrototypes(inner);
  return bare;
}
