/** Draws that look random and are the same for the same seed. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
  /** 16 hexadecimal digits. */
  hex(): string;
}

/** mulberry32, a generator of 32 bits of state. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return (bits ^ (bits >>> 14)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  const word = (): string => next().toString(16).padStart(8, '0');
  return {
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    hex: () => word() + word(),
  };
}
