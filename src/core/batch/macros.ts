import { wrongArgument } from '../errors.ts';

/** What the commands of a batch gave so far, by section and by the command's key. */
export type Sections = Readonly<Record<'result' | 'error' | 'total' | 'next' | 'time', Section>>;
export type Section = Map<string, unknown>;

/** Characters that macros may add to one value, and to all values of a batch. */
const MAX_VALUE = 64 * 1024;
const MAX_BATCH = 1024 * 1024;

/**
 * `$result[key][path]`, `$next[..]`, `$total[..]`, `$time[..]`, `$error[..]`, up to the next white
 * space; `$result_total[key]` is read as `$result[key]` (spec/core.md section 6).
 */
const MACRO = /\$(result|next|total|time|error)([^\s[]*\[\S*)/g;

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

  /** Counts what is added; `ofValue` is all that was added to the same value. */
  const spend = (size: number, ofValue: number, most: number): void => {
    added += size;
    if (ofValue > most || added > MAX_BATCH) {
      throw wrongArgument('cmd', 'The macros of the batch add too much to its commands');
    }
  };

  /** What a path names, or the deepest part of it that there is. */
  const resolve = (section: string, path: string): unknown => {
    const keys = Array.from(path.matchAll(/\[([^\]]*)\]/g), (match) => match[1] as string);
    const values = sections[section as keyof Sections];
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
    const alone = text.match(MACRO);
    if (alone?.[0] === text) {
      const [, section, path] = new RegExp(MACRO.source).exec(text) as unknown as string[];
      const value = resolve(section as string, path as string);
      const size = JSON.stringify(value)?.length ?? 0;
      spend(size, size, MAX_BATCH);
      return value;
    }
    let ofValue = 0;
    return text.replace(MACRO, (token, section: string, path: string) => {
      const value = resolve(section, path);
      if (typeof value !== 'string' && typeof value !== 'number') return token;
      const replacement = String(value);
      ofValue += replacement.length;
      spend(replacement.length, ofValue, MAX_VALUE);
      return replacement;
    });
  };

  const expand = (value: unknown): unknown => {
    if (typeof value === 'string') return expandText(value);
    if (Array.isArray(value)) return value.map(expand);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, expand(v)]));
  };

  return (params) => expand(params) as Record<string, unknown>;
}
