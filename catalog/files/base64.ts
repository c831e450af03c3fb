/**
 * The bytes of a base64 text. A portal decodes leniently and stores whatever is left; Vitrine drops
 * whitespace of line-wrapped texts and the soft hyphens that the vendor's own sample holds, and
 * refuses other foreign characters (undefined), as it does for a text that is empty, cut off, or
 * PHP's `false`. A `data:` prefix is refused by the same rule.
 */
export function decodeBase64(text: unknown): Buffer | undefined {
  if (typeof text !== 'string' || text === '' || text === 'false') return undefined;
  const bytes = Buffer.from(text, 'base64');
  const isGood = isWhole(text, bytes.length) || isWrapped(text, bytes.length);
  return isGood && bytes.length > 0 ? bytes : undefined;
}

/** Whether so many digits stand for so many bytes: foreign characters among them would give fewer. */
const fits = (digits: number, decoded: number): boolean =>
  digits % 4 !== 1 && Math.floor((digits * 3) / 4) === decoded;

/** Comparing lengths costs a fraction of looking at the whole text. */
function isWhole(text: string, decoded: number): boolean {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return fits(text.length - padding, decoded);
}

/** Powers that one sum of all characters keeps apart. */
const PADDING = 1e9;
const FOREIGN = 1e12;
const weights = new Float64Array(256).fill(FOREIGN);
for (const digit of Buffer.from(
  '+/-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
)) {
  weights[digit] = 1;
}
for (const blank of Buffer.from(' \t\v\f\r\n\u00a0\u00ad', 'latin1')) weights[blank] = 0;
weights[61] = PADDING;

/** The same for a text with blanks in it, which the decoder passed over. */
function isWrapped(text: string, decoded: number): boolean {
  if (/[^\0-\xff]/.test(text)) return false;
  const bytes = Buffer.from(text, 'latin1');
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) sum += weights[bytes[i] as number] as number;
  return sum < 3 * PADDING && fits(sum % PADDING, decoded);
}
