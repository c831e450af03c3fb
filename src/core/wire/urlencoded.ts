import { createGiveWay } from '../giveWay.ts';
import { LimitExceeded, openForm, type Params } from './brackets.ts';

/** Bytes of a variable's name. */
const MAX_NAME = 64 * 1024;
const SLICE = 64 * 1024;
const PERCENT = 37;
const PLUS = 43;
const SPACE = 32;
/** What a text of bytes, one character for each, is not yet as it is meant with. */
const ENCODED = /[%+\x80-\xff]/;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Reads `application/x-www-form-urlencoded` as it arrives. */
export interface UrlencodedReader {
  /** Takes the next bytes, cut anywhere. Throws LimitExceeded. */
  take(bytes: Buffer): void;
  /** @throws LimitExceeded */
  end(): Params;
}

/**
 * Reads a query string or an urlencoded body by the rules of PHP's `parse_str` (PHP manual,
 * parse_str and "Variables From External Sources"; main/php_variables.c; every case of
 * test/core/brackets.golden.json is PHP's own answer). A value is always a string.
 * Differs from PHP in three things: too deep, too many or too long a name is refused where PHP drops
 * in silence, bytes that are not UTF-8 become U+FFFD, and integer keys of an object lose their order,
 * as in every JS object.
 *
 * @throws LimitExceeded deeper than MAX_DEPTH, more than MAX_WIDTH, a name of more than 64 KiB
 */
export function parseBrackets(text: string): Params {
  const reader = createReader();
  // A variable that is known to end here is read at once.
  if (text !== '')
    reader.take(`${BEYOND_ASCII.test(text) ? Buffer.from(text).toString('latin1') : text}&`);
  return reader.end();
}

/** The same for bytes of any number; gives way to others in between. */
export async function parseLongBrackets(bytes: Buffer): Promise<Params> {
  const reader = createUrlencodedReader();
  const giveWay = createGiveWay();
  for (let at = 0; at < bytes.length; at += SLICE) {
    reader.take(bytes.subarray(at, at + SLICE));
    await giveWay();
  }
  return reader.end();
}

export function createUrlencodedReader(): UrlencodedReader {
  const reader = createReader();
  return { take: (bytes) => reader.take(bytes.toString('latin1')), end: reader.end };
}

const tooLong = (): LimitExceeded =>
  new LimitExceeded(`The name of a parameter is longer than ${MAX_NAME} bytes`);

/** Reads texts of bytes, one character for each. */
function createReader() {
  const form = openForm();
  /** A variable that the text before ended in the middle of. */
  let cut: ReturnType<typeof createVariable> | undefined;

  const setWhole = (variable: string): void => {
    const equals = variable.indexOf('=');
    const name = equals < 0 ? variable : variable.slice(0, equals);
    if (name.length > MAX_NAME) throw tooLong();
    form.set(decodeText(name), equals < 0 ? '' : decodeText(variable.slice(equals + 1)));
  };

  const finish = (): void => {
    if (cut) form.set(...cut.end());
    cut = undefined;
  };

  return {
    take(text: string): void {
      for (let start = 0; start < text.length; ) {
        const found = text.indexOf('&', start);
        const end = found < 0 ? text.length : found;
        if (end > start) {
          const part = text.slice(start, end);
          if (found >= 0 && !cut) {
            setWhole(part);
          } else {
            cut ??= createVariable();
            cut.add(part);
          }
        }
        if (found >= 0) finish();
        start = end + 1;
      }
    },
    end(): Params {
      finish();
      return form.params;
    },
  };
}

/** One variable that comes in parts. */
function createVariable() {
  const name = createText();
  const value = createText();
  let inValue = false;
  return {
    add(part: string): void {
      const equals = inValue ? -1 : part.indexOf('=');
      if (inValue) value.add(part);
      else name.add(equals < 0 ? part : part.slice(0, equals));
      if (name.size() > MAX_NAME) throw tooLong();
      if (equals < 0) return;
      inValue = true;
      value.add(part.slice(equals + 1));
    },
    end: (): [name: string, value: string] => [name.end(), value.end()],
  };
}

/** A name or value whose parts are decoded as they come: that of many megabytes takes as many turns. */
function createText() {
  const parts: Buffer[] = [];
  /** An escape that its part ended in the middle of. */
  let cut = '';
  let size = 0;

  return {
    /** Bytes taken. */
    size: (): number => size,
    add(part: string): void {
      size += part.length;
      const text = cut + part;
      const { length } = text;
      const whole =
        text[length - 1] === '%' ? length - 1 : text[length - 2] === '%' ? length - 2 : length;
      cut = text.slice(whole);
      parts.push(decode(Buffer.from(text.slice(0, whole), 'latin1')));
    },
    end: (): string =>
      Buffer.concat(cut === '' ? parts : [...parts, Buffer.from(cut, 'latin1')]).toString(),
  };
}

const decodeText = (text: string): string =>
  ENCODED.test(text) ? decode(Buffer.from(text, 'latin1')).toString() : text;

/** In place. Keeps a `%` that no two hex digits follow, as PHP's urldecode does. */
function decode(bytes: Buffer): Buffer {
  if (!bytes.includes(PERCENT) && !bytes.includes(PLUS)) return bytes;
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    const high = byte === PERCENT ? hexDigit(bytes[i + 1]) : -1;
    const low = high < 0 ? -1 : hexDigit(bytes[i + 2]);
    if (low < 0) {
      bytes[length++] = byte === PLUS ? SPACE : byte;
    } else {
      bytes[length++] = high * 16 + low;
      i += 2;
    }
  }
  return bytes.subarray(0, length);
}

function hexDigit(code: number | undefined): number {
  if (code === undefined) return -1;
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
