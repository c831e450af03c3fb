/** Something that waits, under a key with which it takes turns. */
export interface Waiting {
  readonly key: string;
  /** Milliseconds that it is expected to take. */
  readonly cost: number;
}

/** How much waits. */
interface Load {
  readonly count: number;
  readonly cost: number;
}

const loadOf = (items: readonly Waiting[]): Load => ({
  count: items.length,
  cost: items.reduce((sum, { cost }) => sum + cost, 0),
});

/** A queue in which each key has a turn, however many wait under it. */
export function createTurns<T extends Waiting>() {
  const byKey = new Map<string, T[]>();

  return {
    add(item: T): void {
      byKey.set(item.key, [...(byKey.get(item.key) ?? []), item]);
    },
    /** The first of the key whose turn it is. */
    take(): T | undefined {
      const [turn] = byKey;
      if (!turn) return undefined;
      const [key, [first, ...others]] = turn;
      byKey.delete(key);
      if (others.length > 0) byKey.set(key, others);
      return first;
    },
    remove(item: T): boolean {
      const others = byKey.get(item.key)?.filter((one) => one !== item) ?? [];
      const found = others.length < (byKey.get(item.key)?.length ?? 0);
      if (others.length > 0) byKey.set(item.key, others);
      else byKey.delete(item.key);
      return found;
    },
    load: (): Load => loadOf([...byKey.values()].flat()),
    loadUnder: (key: string): Load => loadOf(byKey.get(key) ?? []),
  };
}
