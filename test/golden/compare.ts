import type { Json, JsonObject } from './contract.ts';
import { settled } from './transform.ts';

/** Where an answer is not what the documentation prints. */
export interface Difference {
  /** `result.sku.type`; `result.products[0].name`; `result.sku{}` for the order of keys. */
  readonly path: string;
  readonly expected: Json | undefined;
  readonly actual: Json | undefined;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Compares key by key and type by type: 1 is not "1", and null is not absence. */
export function compare(
  method: string,
  expected: Json | undefined,
  actual: Json | undefined,
  path = '',
): Difference[] {
  const [e, a] = [expected, actual].map((v) => (v === undefined ? v : settled(method, path, v)));
  if (Array.isArray(e) && Array.isArray(a)) {
    const length = Math.max(e.length, a.length);
    return Array.from({ length }, (_, n) => compare(method, e[n], a[n], `${path}[${n}]`)).flat();
  }
  if (!isObject(e) || !isObject(a))
    return Object.is(e, a) ? [] : [{ path, expected: e, actual: a }];

  const wanted = Object.keys(e);
  const sent = Object.keys(a);
  const child = (key: string) => (path === '' ? key : `${path}.${key}`);
  const values = [...new Set([...wanted, ...sent])].flatMap((key) =>
    compare(method, wanted.includes(key) ? e[key] : undefined, a[key], child(key)),
  );
  const common = wanted.filter((key) => sent.includes(key));
  const order = sent.filter((key) => common.includes(key));
  return common.join() === order.join()
    ? values
    : [...values, { path: `${path}{}`, expected: common, actual: order }];
}
