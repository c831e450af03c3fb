/** Parameters of a call. No object in it, however deep, has a prototype: `__proto__` is a key like any other. */
export type Params = { [key: string]: unknown };

/** Keys above a value, as JSON counts them: `a[b]=1` and `{"a":{"b":1}}` both stand at 2. */
export const MAX_DEPTH = 32;
/** Variables in one form, names in one JSON object of parameters. */
export const MAX_WIDTH = 20_000;

/** Input nested deeper or holding more variables than a server agrees to walk. */
export class LimitExceeded extends Error {
  override name = 'LimitExceeded';
}

export type Form = {
  readonly params: Params;
  /** Takes one variable, its name and value already decoded. Throws LimitExceeded. */
  set(name: string, value: string): void;
};

const utf8 = new TextEncoder();
const text8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The rules of PHP for the names of variables, for fields that arrive one by one, decoded already. A
 * value is always a string. An array is a JS array when its keys came as 0, 1, 2…, the rule of PHP's
 * array_is_list and json_encode.
 */
export function openForm(): Form {
  const params: Params = Object.create(null);
  let variables = 0;
  // The next free integer key of objects that were appended to.
  const nextKeys = new Map<Params, bigint>();

  function set(name: string, value: string): void {
    if (++variables > MAX_WIDTH) {
      throw new LimitExceeded(`Too many parameters: more than ${MAX_WIDTH}`);
    }
    const nul = name.indexOf('\0');
    if (nul >= 0) name = name.slice(0, nul);
    let first = 0;
    while (name.charCodeAt(first) === 32) first++;
    if (first > 0) name = name.slice(first);

    let open = name.indexOf('[');
    if (open >= 0 && name.indexOf(']', open) < 0) open = -1;
    const head = mangle(open < 0 ? name : name.slice(0, open));
    if (head === '' || name.charCodeAt(0) === 91 || isForged(head, name)) return;
    if (open < 0) params[head] = value;
    else setNested(head, name, open, value);
  }

  function setNested(head: string, name: string, open: number, value: string): void {
    let holder: Params | unknown[] = params;
    let slot: string | number = head;
    let depth = 1;
    while (name.charCodeAt(open) === 91) {
      const start = open + 1;
      const spaced = /[\t-\r ]/.test(name.charAt(start)) ? start + 1 : start;
      const close = name.indexOf(']', spaced);
      if (close < 0) break;
      const key = close === spaced ? undefined : name.slice(start, close);
      if (++depth > MAX_DEPTH) {
        throw new LimitExceeded(`Parameters nested too deep: more than ${MAX_DEPTH} levels`);
      }
      const forged = key !== undefined && isForged(key, name);
      const at = holder as Params;
      let node = at[slot] as Params | unknown[];
      if (typeof node !== 'object') {
        node = key === undefined || key === '0' || forged ? [] : Object.create(null);
        at[slot] = node;
      }
      if (forged) return;
      if (Array.isArray(node)) {
        const index = key === undefined ? node.length : listIndex(key);
        if (index <= node.length) {
          slot = index;
        } else {
          node = at[slot] = Object.assign(Object.create(null), node) as Params;
          slot = key as string;
        }
      } else if (key === undefined) {
        const next = takeNextKey(node);
        if (next === undefined) return;
        slot = next;
      } else {
        if (nextKeys.size > 0 && nextKeys.has(node)) noteKey(nextKeys, node, key);
        slot = key;
      }
      holder = node;
      open = close + 1;
    }
    (holder as Params)[slot] = value;
  }

  function takeNextKey(node: Params): string | undefined {
    if (!nextKeys.has(node)) {
      nextKeys.set(node, MIN_INT);
      for (const key of Object.keys(node)) noteKey(nextKeys, node, key);
    }
    const next = nextKeys.get(node)!;
    if (next > MAX_INT) return undefined;
    const key = next === MIN_INT ? 0n : next;
    nextKeys.set(node, key + 1n);
    return String(key);
  }

  return { params, set };
}

const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;

function noteKey(nextKeys: Map<Params, bigint>, node: Params, key: string): void {
  if (!/^(?:0|-?[1-9]\d{0,18})$/.test(key)) return;
  const integer = BigInt(key);
  if (integer < MIN_INT || integer > MAX_INT) return;
  if (integer >= nextKeys.get(node)!) nextKeys.set(node, integer + 1n);
}

/** The integer a key stands for in a list, Infinity for any other key. */
function listIndex(key: string): number {
  return /^(?:0|[1-9]\d{0,5})$/.test(key) ? Number(key) : Infinity;
}

function mangle(name: string): string {
  if (!/[ .[]/.test(name)) return name;
  // Bytes, because replacing ten million brackets in a string takes two seconds.
  const bytes = utf8.encode(name);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === 32 || byte === 46 || byte === 91) bytes[i] = 95;
  }
  return text8.decode(bytes);
}

/** PHP drops a key that looks like a cookie prefix unless the whole name begins so (php_variables.c, php_is_forbidden_variable_name). */
function isForged(key: string, name: string): boolean {
  if (key.charCodeAt(0) !== 95) return false;
  return ['__Host-', '__Secure-'].some((p) => key.startsWith(p) && !name.startsWith(p));
}
