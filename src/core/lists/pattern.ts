import { refusal } from '../errors.ts';

/** A pattern for a database: of `like` with `\` as its escape, or of `glob`. */
export interface Pattern {
  readonly operator: 'like' | 'glob';
  readonly value: string;
}

const MAX_PATTERN = 255;

/** One letter in either case, as far as it has another that is one letter too. */
function eitherCase(letter: string): string {
  if ('Σσς'.includes(letter)) return '[Σσς]';
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  if (other !== letter && [...other].length === 1) return `[${letter}${other}]`;
  return '*?['.includes(letter) ? `[${letter}]` : letter;
}

const globbed: Readonly<Record<string, string>> = { '%': '*', _: '?' };

/**
 * The pattern of a text, in any case of any alphabet: `wild` leaves `%` and `_` their meaning, otherwise
 * whatever holds the text is found. SQLite's `like` knows the cases of ASCII alone; `glob`, which takes three
 * times as long, names both of every letter. Throws code 0 for a text that is none.
 */
export function readPattern(text: string, wild: boolean): Pattern {
  if (text.length > MAX_PATTERN) {
    throw refusal('0', `A pattern of a filter has at most ${MAX_PATTERN} characters`);
  }
  // A database may read a pattern up to its first zero byte, which would let every row through.
  if (text.includes('\0')) throw refusal('0', 'A pattern of a filter holds a zero byte');
  if (/^[ -~]*$/.test(text)) {
    const value = wild ? text.replace(/\\/g, '\\\\') : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    return { operator: 'like', value };
  }
  const letters = Array.from(text, (one) => (wild && globbed[one]) || eitherCase(one)).join('');
  return { operator: 'glob', value: wild ? letters : `*${letters}*` };
}
