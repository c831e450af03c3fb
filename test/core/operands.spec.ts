import { describe, expect, it } from 'vitest';
import type { FilterNode } from '../../src/core/lists/condition.ts';
import { bindValues, parameterize } from '../../src/core/lists/operands.ts';

const equal = (field: string, value: unknown): FilterNode => ({ field, operator: '=', value });
const either = (...conditions: FilterNode[]): FilterNode => ({
  logic: 'or',
  negative: false,
  conditions,
});

const shapeOf = (nodes: readonly FilterNode[]): string => JSON.stringify(parameterize(nodes).shape);

describe('the shape of conditions', () => {
  it.for([
    ['other numbers', [equal('id', 5)], [equal('id', 6)]],
    ['other texts', [equal('name', 'chair')], [equal('name', 'table')]],
    ['lists of as many', [equal('id', [1, 2])], [equal('id', [3, 4])]],
    ['groups', [either(equal('id', 5), equal('id', 6))], [either(equal('id', 7), equal('id', 8))]],
  ] as const)('is the same for %s', ([_, one, other]) => {
    expect(shapeOf(one)).toBe(shapeOf(other));
  });

  it.for([
    ['null', [equal('name', null)], [equal('name', 'chair')]],
    ['an empty text', [equal('name', '')], [equal('name', 'chair')]],
    ['a letter', [equal('active', 'Y')], [equal('active', 'N')]],
    ['a list of more', [equal('id', [1, 2])], [equal('id', [1, 2, 3])]],
    ['a list of one', [equal('id', [1])], [equal('id', 1)]],
    ['how rows are found', [equal('id', 1)], [{ ...equal('id', 1), by: 'set' } as FilterNode]],
  ] as const)('is another for %s', ([_, one, other]) => {
    expect(shapeOf(one)).not.toBe(shapeOf(other));
  });

  it('takes its operands again where they were', () => {
    const nodes = [
      equal('id', [1, null, 2]),
      either(equal('name', 'chair'), equal('active', 'Y')),
      equal('sort', 500),
    ];
    const { shape, operands } = parameterize(nodes);
    expect(Object.values(operands)).toEqual([1, 2, 'chair', 500]);
    expect(bindValues(shape, (name) => operands[name])).toEqual(nodes);
  });
});
