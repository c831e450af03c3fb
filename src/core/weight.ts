const EACH = 8;

const lightOf = (value: unknown): number | undefined => {
  if (typeof value === 'string') return value.length + EACH;
  return typeof value !== 'object' || value === null ? EACH : undefined;
};

/**
 * About how many characters a value has as JSON, without making any: its texts count by their length,
 * all else as 8. Stops soon after `limit`, so that what is too large costs no more than what is not.
 */
export function weightOf(value: unknown, limit: number): number {
  const light = lightOf(value);
  if (light !== undefined) return light;
  let weight = EACH;
  for (const part of Object.values(value as object)) {
    weight += lightOf(part) ?? weightOf(part, limit - weight);
    if (weight > limit) break;
  }
  return weight;
}
