import { randomBytes } from 'node:crypto';
import { type Refusal, refusal } from '../../src/core/index.ts';

const EXTENSIONS = new Set(['jpg', 'bmp', 'jpeg', 'jpe', 'gif', 'png', 'webp']);
const SCRIPT_EXTENSION =
  /\.(php\d?|phtml|phar|pl|asp|aspx|cgi|dll|exe|js|jsp|shtml|py|sh|htaccess)(?=\.)/gi;
const UNSAFE = new Set(['.htaccess', '.htpasswd', 'web.config', '.env']);
const MAX_LENGTH = 255;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const FORBIDDEN = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u;
const REPLACED = /[\\/:*?"'<>|~#&;]/g;

export const randomName = (): string => randomBytes(16).toString('hex');

/** A name that was checked, and its extension in lower case. */
interface CheckedName {
  readonly base: string;
  readonly extension: string;
}

/**
 * The name of a file after the checks of spec/product-image.md step 6, in
 * their order: forbidden characters, length, unsafe name, no base name. Characters that mean
 * something to file systems or pages become `_` (a portal puts random ones), inner script extensions
 * are cut. An empty name becomes a random one without extension.
 */
function checkedName(given: unknown): CheckedName {
  const name = (typeof given === 'string' || typeof given === 'number' ? String(given) : '').trim();
  const asked = name === '' ? randomName() : name;
  if (FORBIDDEN.test(asked)) throw refusal('0', 'The file name contains invalid characters');
  if (asked.length > MAX_LENGTH) throw refusal('0', 'The file name is too long');
  const safe = asked.replace(REPLACED, '_');
  if (UNSAFE.has(safe.toLowerCase())) throw refusal('0', 'The file name is not safe');

  const dot = safe.lastIndexOf('.');
  const base = dot < 0 ? safe : safe.slice(0, dot);
  if (/^[.\s]*$/.test(base)) throw refusal('0', 'The file name is empty');
  const extension = dot < 0 ? '' : safe.slice(dot + 1).toLowerCase();
  const cut = `${base}.`.replace(SCRIPT_EXTENSION, '').slice(0, -1);
  return { base: cut === '' ? '_' : cut, extension };
}

/** The name under which an image is stored: its extension is checked last, `.jpe` becomes `.jpg`. */
export function imageName(given: unknown): string {
  const { base, extension } = checkedName(given);
  if (!EXTENSIONS.has(extension)) {
    throw refusal(
      '0',
      `The file is not an image: the extension must be ${[...EXTENSIONS].join(', ')}`,
    );
  }
  return `${base}.${extension === 'jpe' ? 'jpg' : extension}`;
}

/**
 * The name under which any other file is stored. `allowed` are extensions separated by commas;
 * without it any will do.
 */
export function fileName(given: unknown, allowed: string | null): string {
  const { base, extension } = checkedName(given);
  const extensions = (allowed ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (extensions.length > 0 && !extensions.includes(extension)) {
    throw refusal('0', `The extension of the file must be ${extensions.join(', ')}`);
  }
  return extension === '' ? base : `${base}.${extension}`;
}

/** What is refused of every file name, in its order. */
export const nameErrors: readonly Refusal[] = [
  ['0', 'The file name contains invalid characters'],
  ['0', 'The file name is too long'],
  ['0', 'The file name is not safe'],
  ['0', 'The file name is empty'],
];

/** What `imageName` refuses. */
export const imageNameErrors: readonly Refusal[] = [
  ...nameErrors,
  ['0', 'The file is not an image: the extension must be …'],
];

/** What `fileName` refuses beside them. */
export const fileNameErrors: readonly Refusal[] = [['0', 'The extension of the file must be …']];
