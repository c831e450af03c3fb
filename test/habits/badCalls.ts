import { methods } from '../../methods/index.ts';
import type { Method } from '../../src/core/method.ts';
import { createRegistry } from '../../src/core/registry.ts';
import { hostileValues } from '../wire/hostile.ts';

type Params = Record<string, unknown>;

/** What JSON.parse makes of numbers that are too big. */
const infinities: readonly unknown[] = JSON.parse('[1e309, -1e309]');

const values: readonly unknown[] = [
  ...hostileValues,
  ...infinities,
  '1e309',
  '9007199254740993',
  `1${'0'.repeat(40)}`,
  -1e40,
  1e-320,
  '2024-02-31',
  '31.02.2024',
  '@-253402300799',
  '%'.repeat(10_000),
  'x'.repeat(70_000),
  Array.from({ length: 50_000 }, (_, n) => n + 1),
];

const operators = [
  '',
  '=',
  '!',
  '!=',
  '>',
  '>=',
  '<',
  '<=',
  '%',
  '!%',
  '=%',
  '!=%',
  '@',
  '!@',
  '><',
];

const operands: readonly unknown[] = [
  ...infinities,
  null,
  '',
  'NaN',
  true,
  -1,
  '2024-02-31',
  "' or 1=1 --",
  'a\u0000b',
  '\ud800',
  '%'.repeat(10_000),
  '%'.repeat(255),
  [],
  [[1]],
  { a: { toString: 1 } },
  { value: '1' },
  Array.from({ length: 50_000 }, (_, n) => n + 1),
];

const unknownNames = [
  'property1',
  'property4',
  'property5',
  'property4567',
  '__proto__',
  'constructor',
  'toString',
  'id" or 1=1 --',
];

const registry = createRegistry(methods);

export const methodOf = (name: string): Method => registry.find(name)?.method as Method;

/** The fields that the methods of a group may know. */
function namesOf(group: string): readonly string[] {
  const schemas = ['list', 'get', 'add'].flatMap(
    (verb) => methodOf(`${group}.${verb}`)?.entity?.schema ?? [],
  );
  return [...new Set([...schemas.flatMap((one) => Object.keys(one.properties)), ...unknownNames])];
}

/** With `__proto__` as an ordinary name, as JSON.parse makes it. */
function withOwn(object: unknown, name: string, value: unknown): Params {
  const copy = { ...(object as Params) };
  Object.defineProperty(copy, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

/** Every place in the parameters of a call, files and their names as one. */
function* placesIn(value: unknown, path: string[] = []): Generator<string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield [...path, key];
    if (key !== 'fileData' && key !== 'fileContent') yield* placesIn(inner, [...path, key]);
  }
}

function withPlace(value: unknown, path: readonly string[], put: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return put;
  const inner = withPlace((value as Params)[key], rest, put);
  if (!Array.isArray(value)) return withOwn(value, key, inner);
  return value.with(Number(key), inner);
}

/** Files take long to read, and are tried in their own places. */
const withoutFiles = (fields: unknown): Params =>
  Object.fromEntries(
    Object.entries(fields as Params).filter(
      ([, value]) => !(typeof value === 'object' && value !== null && 'fileData' in value),
    ),
  );

/** Deals the values out: each place gets a part of them, and all are dealt before one comes again. */
function dealer(all: readonly unknown[], each: number): () => readonly unknown[] {
  let at = 0;
  return () => {
    const hand = Array.from({ length: each }, (_, n) => all[(at + n) % all.length]);
    at += each;
    return hand;
  };
}

/**
 * Calls that differ in one place from one that is answered: in its parameters, its fields, its filter,
 * its order, its select. Of a method that is called by an id alone every value is tried.
 */
export function* badCalls(group: string, verb: string, tame: object): Generator<Params> {
  const { params } = methodOf(`${group}.${verb}`);
  const good = tame as Params;
  const names = namesOf(group);
  const some = dealer(values, 5);
  for (const name of Object.keys(params)) {
    for (const value of values) yield withOwn(good, name, value);
  }
  for (const place of placesIn(good)) {
    if (place.length === 1) continue;
    for (const value of some()) yield withPlace(good, place, value) as Params;
  }
  if ('fields' in params) {
    const fields = withoutFiles(good.fields);
    for (const name of names) {
      for (const value of some()) {
        yield { ...good, fields: withOwn(fields, name, value) };
      }
    }
  }
  if ('filter' in params) {
    const operand = dealer(operands, 1);
    for (const name of names) {
      for (const operator of operators) {
        for (const value of operand()) {
          yield { ...good, filter: withOwn(good.filter, `${operator}${name}`, value) };
        }
      }
    }
  }
  if ('order' in params) {
    for (const name of names) {
      yield { ...good, order: withOwn({}, name, ['asc; drop table product', 1, {}]) };
      yield { ...good, order: withOwn({}, name, 'DESC') };
    }
  }
  if ('select' in params) {
    for (const name of names) {
      yield { ...good, select: [name, [name], ...Object.values(good.select ?? {})] };
    }
  }
}
