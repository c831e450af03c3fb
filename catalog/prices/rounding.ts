/** How an amount is rounded: 1 to the nearest, 2 up, 4 down. */
export const ROUND_TYPES = [1, 2, 4] as const;

/** The multiples that an amount may be rounded to. */
export const ROUND_PRECISIONS = [
  0.0001, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000,
  5000,
] as const;
