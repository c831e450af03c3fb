/** What was seen of a JSON text so far. */
export interface JsonGauge {
  /** Takes the next bytes of the text, cut anywhere. */
  take(bytes: Uint8Array): void;
  /** Levels of objects and arrays: `{"a":[1]}` has 2. */
  readonly deepest: number;
  /** Objects, arrays and commas, which is what bounds the values that JSON.parse would make. */
  readonly values: number;
}

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
/** So many bytes of a string are looked at one by one; a search pays for itself in longer ones. */
const FEW = 64;

/** Where the next quote is, or the backslashes right before it. */
function beforeQuote(bytes: Uint8Array, from: number): number {
  const quote = bytes.indexOf(QUOTE, from);
  let at = quote < 0 ? bytes.length : quote;
  while (at > from && bytes[at - 1] === BACKSLASH) at--;
  return at;
}

/**
 * Measures JSON without parsing it, so that it can be refused before: JSON.parse takes seconds for a
 * few million small objects and survives a million levels, what walks its result does not. The
 * content of strings costs next to nothing. Exact for valid JSON; invalid text may be given any
 * measure, JSON.parse refuses it.
 */
export function createJsonGauge(): JsonGauge {
  let depth = 0;
  let deepest = 0;
  let values = 0;
  let inString = false;
  /** Whether the bytes before ended in a backslash that escapes what follows. */
  let escaped = false;

  /** Where the string ends that `from` stands in, or past the bytes where it goes on. */
  const stringEnd = (bytes: Uint8Array, from: number): number => {
    let i = escaped ? from + 1 : from;
    let plain = 0;
    while (i < bytes.length) {
      const code = bytes[i];
      if (code === QUOTE) {
        inString = false;
        break;
      }
      plain = code === BACKSLASH ? 0 : plain + 1;
      i += code === BACKSLASH ? 2 : 1;
      if (plain === FEW) {
        i = beforeQuote(bytes, i);
        plain = 0;
      }
    }
    escaped = i > bytes.length;
    return i;
  };

  return {
    take(bytes) {
      for (let i = inString ? stringEnd(bytes, 0) + 1 : 0; i < bytes.length; i++) {
        const code = bytes[i] as number;
        if (code === QUOTE) {
          inString = true;
          i = stringEnd(bytes, i + 1);
        } else if (code === 123 || code === 91) {
          values++;
          depth++;
          if (depth > deepest) deepest = depth;
        } else if (code === 125 || code === 93) {
          depth--;
        } else if (code === COMMA) {
          values++;
        }
      }
    },
    get deepest() {
      return deepest;
    },
    get values() {
      return values;
    },
  };
}

/** Tells whether a JSON text nests its objects and arrays deeper than `limit` levels. */
export function jsonDepthExceeds(text: string, limit: number): boolean {
  const gauge = createJsonGauge();
  gauge.take(Buffer.from(text));
  return gauge.deepest > limit;
}
