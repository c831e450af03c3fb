import { randomBytes } from 'node:crypto';
import { refusal } from '../../src/core/index.ts';

const EXTENSIONS = new Set(['jpg', 'bmp', 'jpeg', 'jpe', 'gif', 'png', 'webp']);
const SCRIPT_EXTENSION =
  /\.(php\d?|phtml|phar|pl|asp|aspx|cgi|dll|exe|js|jsp|shtml|py|sh|htaccess)(?=\.)/gi;
const UNSAFE = new Set(['.htaccess', '.htpasswd', 'web.config', '.env']);
const MAX_LENGTH = 255;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const FORBIDDEN = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u;
const REPLACED = /[\\/:*?"'<>|~#&;]/g;

export const randomName = (): string => randomBytes(16).toString('hex');

/**
 * The name under which an image is stored, after the checks of spec/product-image.md step 6, in
 * their order: forbidden characters, length, unsafe name, no base name, extension. Characters that
 * mean something to file systems or pages become `_` (a portal puts random ones), inner script
 * extensions are cut, `.jpe` becomes `.jpg`. An empty name becomes a random one without extension,
 * which the last check refuses.
 */
export function imageName(given: unknown): string {
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
  if (!EXTENSIONS.has(extension)) {
    throw refusal(
      '0',
      `The file is not an image: the extension must be ${[...EXTENSIONS].join(', ')}`,
    );
  }
  const cut = `${base}.`.replace(SCRIPT_EXTENSION, '').slice(0, -1);
  return `${cut === '' ? '_' : cut}.${extension === 'jpe' ? 'jpg' : extension}`;
}
