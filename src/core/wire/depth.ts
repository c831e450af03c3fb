/**
 * Tells whether JSON text nests its objects and arrays deeper than `limit` levels (`{"a":[1]}` has
 * 2), without recursion and without parsing: JSON.parse survives a million levels, what walks its
 * result does not. Exact for valid JSON; invalid text may get either answer, JSON.parse refuses it.
 */
export function jsonDepthExceeds(text: string, limit: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      i = stringEnd(text, i);
      if (i < 0) return false;
    } else if (code === 123 || code === 91) {
      if (++depth > limit) return true;
    } else if (code === 125 || code === 93) {
      depth--;
    }
  }
  return false;
}

/** Where the string that opens at `quote` closes, -1 if nowhere. */
function stringEnd(text: string, quote: number): number {
  for (let end = text.indexOf('"', quote + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslash = end - 1;
    while (text.charCodeAt(backslash) === 92) backslash--;
    if ((end - backslash) % 2 === 1) return end;
  }
  return -1;
}
