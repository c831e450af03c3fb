import { wrongArgument } from '../errors.ts';

/** What the commands of a batch gave so far, by section and by the command's key. */
export type Sections = Readonly<Record<'result' | 'error' | 'total' | 'next' | 'time', Section>>;
export type Section = Map<string, unknown>;

/** Characters that macros may add to one value, and to all values of a batch. */
const MAX_VALUE = 64 * 1024;
const MAX_BATCH = 1024 * 1024;

/** Characters of a macro; what is longer is a text. */
const MAX_MACRO = 1024;
/** What begins like a macro in all values of a batch. */
const MAX_MACROS = 10_000;

/** What begins like a macro, from its `$` to before `end`. */
interface Macro {
  readonly start: number;
  readonly end: number;
  readonly section: keyof Sections;
  /** Its path; a text without one is no macro. */
  readonly keys: readonly string[] | undefined;
}

/**
 * `$result[key][path]`, `$next[..]`, `$total[..]`, `$time[..]`, `$error[..]`, up to the next white
 * space; `$result_total[key]` is read as `$result[key]` (spec/core.md section 6). Looks at each
 * character a few times at most: one pattern for all of it would look for a bracket behind each `$`.
 */
function* macrosIn(text: string): Generator<Macro> {
  const name = /\$(result|next|total|time|error)/g;
  const space = /\s/g;
  for (let found = name.exec(text); found; found = name.exec(text)) {
    const { index: start, 1: section } = found;
    space.lastIndex = name.lastIndex;
    const end = space.exec(text)?.index ?? text.length;
    const path = end - start > MAX_MACRO ? '' : text.slice(name.lastIndex, end);
    const keys = path.includes('[') ? keysIn(path) : undefined;
    yield { start, end, section: section as keyof Sections, keys };
    name.lastIndex = end;
  }
}

/** `a` and `b` of `[a][b]`. */
function keysIn(path: string): string[] {
  const keys: string[] = [];
  for (let open = path.indexOf('['); open >= 0; ) {
    const close = path.indexOf(']', open);
    if (close < 0) break;
    keys.push(path.slice(open + 1, close));
    open = path.indexOf('[', close);
  }
  return keys;
}

/** Whether PHP would find the key: not so the `length` of a list. */
const isKey = Object.prototype.propertyIsEnumerable;

/** Replaces the macros in the values of a command. */
export type Expand = (params: Record<string, unknown>) => Record<string, unknown>;

/**
 * What a macro stands for is never searched for macros again, and the text that all of them add is
 * bounded: without that, a batch of fifty commands could double a text fifty times.
 *
 * @throws RestError `ERROR_ARGUMENT` when they add more
 */
export function createMacros(sections: Sections): Expand {
  let added = 0;
  let macros = 0;

  const tooMuch = () =>
    wrongArgument('cmd', 'The macros of the batch add too much to its commands');

  /** Counts what is added; `ofValue` is all that was added to the same value. */
  const spend = (size: number, ofValue: number, most: number): void => {
    added += size;
    if (ofValue > most || added > MAX_BATCH) throw tooMuch();
  };

  /** What a path names, or the deepest part of it that there is. */
  const resolve = (values: Section, keys: readonly string[]): unknown => {
    const [first = '', ...rest] = keys;
    if (!values.has(first)) return Object.fromEntries(values);
    let value = values.get(first);
    for (const key of rest) {
      if (typeof value !== 'object' || value === null || !isKey.call(value, key)) break;
      value = (value as Record<string, unknown>)[key];
    }
    return value;
  };

  const expandText = (text: string): unknown => {
    if (!text.includes('$')) return text;
    let ofValue = 0;
    let expanded = '';
    let done = 0;
    for (const { start, end, section, keys } of macrosIn(text)) {
      if (++macros > MAX_MACROS) throw tooMuch();
      if (!keys) continue;
      const value = resolve(sections[section], keys);
      if (start === 0 && end === text.length) {
        const size = JSON.stringify(value)?.length ?? 0;
        spend(size, size, MAX_BATCH);
        return value;
      }
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      const replacement = String(value);
      ofValue += replacement.length;
      spend(replacement.length, ofValue, MAX_VALUE);
      expanded += text.slice(done, start) + replacement;
      done = end;
    }
    return expanded + text.slice(done);
  };

  const expand = (value: unknown): unknown => {
    if (typeof value === 'string') return expandText(value);
    if (Array.isArray(value)) return value.map(expand);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, expand(v)]));
  };

  return (params) => expand(params) as Record<string, unknown>;
}
