import type { FilterNode } from './condition.ts';

/** Stands in a condition for an operand that is given when the query runs. */
class Operand {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** How a query is built may depend on these, so they are part of its shape. */
const isShape = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && value.length <= 1);

/** Conditions with each scalar operand replaced, those of lists too, in order. */
const mapOperands = (
  nodes: readonly FilterNode[],
  replace: (operand: unknown) => unknown,
): FilterNode[] =>
  nodes.map((node) => {
    if ('logic' in node) return { ...node, conditions: mapOperands(node.conditions, replace) };
    const { value } = node;
    return { ...node, value: Array.isArray(value) ? value.map(replace) : replace(value) };
  });

/** The shape of conditions, the same for other operands, and the operands by name. */
export function parameterize(nodes: readonly FilterNode[]) {
  const operands: Record<string, unknown> = {};
  let taken = 0;
  const shape = mapOperands(nodes, (value) => {
    if (isShape(value)) return value;
    const name = `v${taken++}`;
    operands[name] = value;
    return new Operand(name);
  });
  return { shape, operands };
}

/** The conditions of a shape, with what stands for each operand. */
export const bindValues = (shape: readonly FilterNode[], put: (name: string) => unknown) =>
  mapOperands(shape, (value) => (value instanceof Operand ? put(value.name) : value));
