/** Digits of a product of two decimal fractions that a double gets right. */
const KEPT_DIGITS = 15;

/**
 * Half up to so many decimals, as it is done by hand: 9.9165 * 1.1 is 10.90815 then, not the
 * 10.908149999999999 that a double makes of it.
 */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(Number((value * scale).toPrecision(KEPT_DIGITS))) / scale;
}
