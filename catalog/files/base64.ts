/** Whitespace of line-wrapped texts, and the soft hyphens that the vendor's own sample holds. */
const IGNORED = /[\s\u00ad]+/g;
const FOREIGN = /[^A-Za-z0-9+/=_-]/;

/**
 * The bytes of a base64 text. A portal decodes leniently and stores whatever is left; Vitrine drops
 * whitespace and soft hyphens and refuses other foreign characters (undefined), as it does for a
 * text that is empty, cut off, or PHP's `false`. A `data:` prefix is refused by the same rule.
 */
export function decodeBase64(text: unknown): Buffer | undefined {
  if (typeof text !== 'string' || text === '' || text === 'false') return undefined;
  let bytes = Buffer.from(text, 'base64');
  if (!isWhole(text, bytes.length)) {
    const clean = text.replace(IGNORED, '');
    if (FOREIGN.test(clean)) return undefined;
    bytes = Buffer.from(clean, 'base64');
    if (!isWhole(clean, bytes.length)) return undefined;
  }
  return bytes.length === 0 ? undefined : bytes;
}

/** Comparing lengths costs a fraction of matching the whole text with an expression. */
function isWhole(text: string, decoded: number): boolean {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const digits = text.length - padding;
  return digits % 4 !== 1 && Math.floor((digits * 3) / 4) === decoded;
}
