import { createGiveWay } from './give-way.ts';
import { LimitExceeded, openForm, type Params } from './wire/brackets.ts';

/** Bytes of a variable's name. */
const MAX_NAME = 64 * 1024;
const SLICE = 64 * 1024;
const AMPERSAND = 38;
const EQUALS = 61;
const PERCENT = 37;
const PLUS = 43;
const SPACE = 32;
const EMPTY = Buffer.alloc(0);

/** Reads `application/x-www-form-urlencoded` as it arrives. */
export interface UrlencodedReader {
  /** Takes the next bytes, cut anywhere, and may overwrite them. Throws LimitExceeded. */
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
  const reader = createUrlencodedReader();
  reader.take(Buffer.from(text));
  return reader.end();
}

/** The same for bytes of any number, which it may overwrite; gives way to others in between. */
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
  const form = openForm();
  let name = createText();
  let value = createText();
  let inValue = false;

  const takePart = (part: Buffer): void => {
    if (inValue) {
      value.add(part);
      return;
    }
    const equals = part.indexOf(EQUALS);
    name.add(equals < 0 ? part : part.subarray(0, equals));
    if (name.size > MAX_NAME) {
      throw new LimitExceeded(`The name of a parameter is longer than ${MAX_NAME} bytes`);
    }
    if (equals < 0) return;
    inValue = true;
    value.add(part.subarray(equals + 1));
  };

  const finish = (): void => {
    if (!inValue && name.size === 0) return;
    form.set(name.end(), value.end());
    if (name.size > 0) name = createText();
    if (value.size > 0) value = createText();
    inValue = false;
  };

  return {
    take(bytes) {
      for (let start = 0; start < bytes.length; ) {
        if (bytes[start] === AMPERSAND) {
          finish();
          start++;
          continue;
        }
        const ampersand = bytes.indexOf(AMPERSAND, start);
        const end = ampersand < 0 ? bytes.length : ampersand;
        takePart(bytes.subarray(start, end));
        start = end;
      }
    },
    end() {
      finish();
      return form.params;
    },
  };
}

/** A name or value whose parts are decoded as they come: that of many megabytes takes as many turns. */
function createText() {
  const parts: Buffer[] = [];
  /** An escape that its part ended in the middle of. */
  let cut: Buffer = EMPTY;
  let size = 0;

  return {
    /** Bytes taken. */
    get size() {
      return size;
    },
    add(part: Buffer): void {
      size += part.length;
      const bytes = cut.length > 0 ? Buffer.concat([cut, part]) : part;
      const { length } = bytes;
      const whole =
        bytes[length - 1] === PERCENT
          ? length - 1
          : bytes[length - 2] === PERCENT
            ? length - 2
            : length;
      cut = bytes.subarray(whole);
      parts.push(decode(bytes.subarray(0, whole)));
    },
    end(): string {
      if (cut.length > 0) parts.push(cut);
      return (parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)).toString();
    },
  };
}

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
