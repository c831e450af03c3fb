/** Types that documents move: products and variations. */
export const GOODS = [1, 4] as const;
