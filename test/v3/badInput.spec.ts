import { expect, it } from 'vitest';
import { methods } from '../../methods/index.ts';
import { createRegistry } from '../../src/core/registry.ts';
import { v3Methods } from '../../src/v3/methods.ts';
import { calls, given } from '../habits/calls.ts';
import { expectHarmless, hostileValues } from '../wire/hostile.ts';

type Params = Readonly<Record<string, unknown>>;

const shapes: readonly unknown[] = [
  ...hostileValues,
  [],
  {},
  [[]],
  [{}],
  [[[[]]]],
  ['nope'],
  ['*'],
  ['id', 'nope'],
  ['id', 'id'],
  { nope: 'ASC' },
  { id: 'UP' },
  { id: 'DESC' },
  JSON.parse('{"__proto__":"ASC"}'),
];

const operators = ['=', '!=', '>', '>=', '<', '<=', 'in', 'between', '<>', '', null, {}];

const operands: readonly unknown[] = [
  null,
  true,
  '',
  'x',
  -1,
  1.5,
  1e308,
  'a\u0000b',
  [],
  [1, 2],
  [[1]],
  [null, null],
  ['x', {}],
  { a: 1 },
];

/** What a list is asked for in the forms of REST 3.0, each wrong in one place. */
function* badRequests(names: readonly string[], params: Params): Generator<Params> {
  for (const name of Object.keys(params)) for (const shape of shapes) yield { [name]: shape };
  if ('pagination' in params) {
    for (const key of ['limit', 'page', 'offset']) {
      for (const value of hostileValues) yield { pagination: { [key]: value } };
    }
  }
  if ('cursor' in params) {
    for (const key of ['field', 'value', 'order', 'limit']) {
      for (const value of [...hostileValues, ...names]) yield { cursor: { [key]: value } };
    }
    for (const field of names) for (const value of operands) yield { cursor: { field, value } };
  }
  for (const name of names) {
    if ('select' in params) yield { select: [name] };
    if ('order' in params) yield { order: { [name]: 'DESC' } };
    if ('filter' in params) {
      for (const operator of operators) {
        for (const operand of operands) yield { filter: [[name, operator, operand]] };
      }
      for (const operand of operands) {
        yield { filter: [[name, operand]] };
        yield { filter: [{ logic: 'or', negative: true, conditions: [[name, operand]] }] };
      }
    }
  }
}

const asked = ['select', 'filter', 'order', 'pagination', 'cursor'];

/** Every read of REST 3.0 that is asked by one of these, and the fields that it may know. */
const reads = createRegistry(v3Methods(methods)).all.flatMap(({ name, method }) => {
  if (method.effect !== 'read' || !asked.some((one) => one in method.params)) return [];
  const group = name.slice(0, name.lastIndexOf('.'));
  const names = Object.keys(method.entity?.schema.properties ?? {});
  return [{ name, group, params: method.params as Params, names: [...names, 'nope', 'property4'] }];
});

const groups = [...Map.groupBy(reads, ({ group }) => group)];

it.each(groups.map(([group, of], n) => [group, n % 2 ? 'live' : 'documented', of] as const))(
  'what is wrong in a read of %s is refused or without effect, %s',
  async (group, profile, of) => {
    const portal = await given(profile);
    const caller = await portal.callerOf(1, ['catalog', 'crm', 'user']);
    for (const { name, params, names } of of) {
      const tame = { ...calls[group]?.[name.slice(group.length + 1)] } as Record<string, unknown>;
      for (const one of asked) delete tame[one];
      for (const bad of badRequests(names, params)) {
        const answer = await portal.portalV3.answer({
          name,
          params: { ...tame, ...bad },
          credentials: { kind: 'caller', caller },
          baseUrl: 'http://portal.test',
        });
        if (answer.kind === 'file') throw new Error(`${name} answered a file`);
        const what = `${name} ${JSON.stringify(bad).slice(0, 200)}`;
        const { time: _, ...body } = answer.body as Params;
        expectHarmless({ status: answer.status, text: JSON.stringify(body) }, what);
      }
    }
    expect(portal.lines.filter((line) => line.includes('call failed'))).toEqual([]);
  },
  60_000,
);

it('every list of the catalog is among them', () => {
  expect(reads.filter(({ name }) => name.endsWith('.list')).length).toBeGreaterThan(40);
});
